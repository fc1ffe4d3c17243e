// Figures as strings of digits, never as floating numbers: what is typed in 元 is kept in 万元 to the last digit, and back.
(() => {
  "use strict";
  const WIDE = "０１２３４５６７８９．，－＋％（）";
  const NARROW = "0123456789.,-+%()";
  const PLAIN = /^([-+−]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;
  const PLACES = 4;   // 1 万元 = 10⁴ 元

  const narrow = (text) => [...text].map((one) => (WIDE.includes(one) ? NARROW[WIDE.indexOf(one)] : one)).join("");

  // The number with its point moved, or null where the text is no plain number.
  const shift = (text, places) => {
    const found = PLAIN.exec(narrow(text).trim());
    if (!found) return null;
    const sign = found[1] === "−" ? "-" : found[1] === "+" ? "" : found[1];
    const whole = found[2].replaceAll(",", "");
    const part = found[3] || "";
    let digits = whole + part, point = whole.length + places;
    if (point <= 0) { digits = "0".repeat(1 - point) + digits; point = 1; }
    if (point > digits.length) digits += "0".repeat(point - digits.length);
    const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
    let right = digits.slice(point);
    if (places < 0) right = right.replace(/0+$/, "");
    return sign + left + (right ? `.${right}` : "");
  };

  // What a spreadsheet shows as a figure, as somebody would type it: 1,234.50 → 1234.50, （3.2） → -3.2, full-width → plain.
  const pasted = (text) => {
    const tidy = narrow(text).replace(/[\u00a0\u3000]/g, " ").trim();
    const figure = tidy.replace(/^[¥￥]\s*/, "");
    const minus = /^\((.+)\)$/.exec(figure);
    const found = PLAIN.exec(minus ? minus[1] : figure);
    if (!found) return tidy;
    return (minus || found[1] === "-" || found[1] === "−" ? "-" : "") + found[2].replaceAll(",", "") + (found[3] ? `.${found[3]}` : "");
  };

  window.zipingFigures = {
    pasted,
    toYuan: (text) => shift(text, PLACES) ?? text,
    toForm: (text) => shift(text, -PLACES) ?? text,
  };
})();
