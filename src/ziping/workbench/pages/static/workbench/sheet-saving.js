// Typing on its way to the server. What has not been confirmed is kept in the browser, outlives a reload, a lost connection
// and an expired session, and is sent again; nothing is written in another person's name.
(() => {
  "use strict";
  const MOST = 500;            // cells a request
  const PAUSE = 300, AGAIN = 5000;

  window.zipingSaving = ({ sheet, words, show, tell, filled }) => {
    const prefix = `ziping-${sheet.dataset.person}-${sheet.dataset.package}-`;
    const store = prefix + sheet.dataset.page;
    const known = new Map();   // cell id -> what the server holds
    const pending = new Map(); // cell id -> edit not confirmed
    let timer = 0, sending = null, away = false;

    const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? sheet.querySelector("[name=csrfmiddlewaretoken]").value;
    const keep = () => {
      try {
        if (pending.size) localStorage.setItem(store, JSON.stringify([...pending]));
        else localStorage.removeItem(store);
      } catch { tell(words.full, true); }
    };
    const later = (pause) => { clearTimeout(timer); timer = setTimeout(send, pause); };

    const post = (url, body) => fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ page: sheet.dataset.page, person: sheet.dataset.person, ...body }),
    });

    const edit = (id, fields, after, way) => {
      const before = pending.get(id)?.before ?? known.get(id) ?? "";
      const kind = pending.get(id)?.way === "composed" ? "composed" : way;   // what was taken over stays so while it is edited
      pending.set(id, { ...fields, before, after, way: kind });
      keep();
      if (!away) tell(words.saving);
      later(PAUSE);
    };

    const send = () => (sending ??= deliver().finally(() => { sending = null; if (pending.size && !away && navigator.onLine) later(PAUSE); }));

    const deliver = async () => {
      if (!pending.size || away) return;
      const batch = [...pending].slice(0, MOST);
      const sent = new Map(batch);
      let answer;
      try {
        answer = await post(sheet.dataset.save, { edits: [...sent.values()] });
      } catch { return failed(); }
      if (answer.status === 401 || answer.status === 403 || answer.redirected) return locked_out();
      if (answer.status === 409) { away = true; tell((await answer.json()).locked, true); return undefined; }
      if (answer.status === 404) { forget(sent); tell(words.refused, true); return undefined; }
      if (!answer.ok) return failed();
      const body = await answer.json();
      const clashes = new Map(body.conflicts.map((one) => [`${one.topic}|${one.line}|${one.column}`, one]));
      const found = [];
      for (const [id, one] of sent) {
        const clash = clashes.get(`${one.topic}|${one.line}|${one.column}`);
        known.set(id, clash ? clash.theirs : one.after);
        if (clash) found.push([id, clash]);
        const since = pending.get(id);
        if (since === one) pending.delete(id);
        else if (since) since.before = known.get(id);
      }
      keep();
      show(body, found);
      return undefined;
    };

    const forget = (sent) => { for (const [id, one] of sent) if (pending.get(id) === one) pending.delete(id); keep(); };
    const failed = () => { tell(words.offline, true); setTimeout(() => later(0), AGAIN); };

    // The session has ended: the typing stays, and session.js offers the login in the page.
    const locked_out = () => { away = true; tell(words.away, true); document.dispatchEvent(new Event("ziping:away")); };
    document.addEventListener("ziping:back", () => { away = false; later(0); });
    document.getElementById("session-dialog")?.addEventListener("close", () => { away = false; });

    window.addEventListener("online", () => later(0));
    window.addEventListener("beforeunload", (event) => { if (pending.size && !navigator.onLine) event.preventDefault(); });

    // What an earlier page could not send.
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
      for (const [id, one] of JSON.parse(localStorage.getItem(key) || "[]")) {
        if (pending.has(id)) continue;
        pending.set(id, one);
        filled(id, one.after);
      }
      if (key !== store) localStorage.removeItem(key);
    }
    keep();
    if (pending.size) { tell(words.saving); later(0); }

    const flush = async () => {
      clearTimeout(timer);
      for (let left = Infinity; pending.size && pending.size < left && !away && navigator.onLine;) { left = pending.size; await send(); }
    };
    return { known, pending, edit, post, flush };
  };
})();
