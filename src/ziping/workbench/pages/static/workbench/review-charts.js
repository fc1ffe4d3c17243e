// The charts of the analysis, drawn from the data in the page; the tables beside them say the same.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("chart-data").textContent);
  const words = document.getElementById("chart-words").dataset;
  const style = getComputedStyle(document.body);
  const accent = style.getPropertyValue("--accent").trim() || "#1f5a7a";
  const colours = [accent, "#d59a1c"];
  const number = (text) => (text === null || text === "None" ? null : Number(text));
  const base = { color: colours, textStyle: { fontFamily: style.fontFamily }, animation: false, aria: { enabled: true }, grid: { left: 8, right: 24, top: 32, bottom: 8, containLabel: true } };
  const columns = (rows, names) => ({
    ...base, tooltip: { trigger: "axis" }, legend: { top: 0 },
    xAxis: { type: "category", data: rows.map((row) => row[0]), axisLabel: { interval: 0, overflow: "break", width: 90 } },
    yAxis: { type: "value", minInterval: 1 },
    series: names.map((name, at) => ({ name, type: "bar", barMaxWidth: 28, data: rows.map((row) => number(row[at + 1])) })),
  });
  const scores = [words.self, words.rescore];
  const draw = {
    distribution: () => columns(data.distribution, scores),
    years: () => columns(data.years, scores),
    departments: () => {
      const rows = [...data.departments].reverse();
      return {
        ...base, tooltip: { trigger: "axis" }, legend: { top: 0, data: scores }, xAxis: { type: "value" },
        yAxis: { type: "category", data: rows.map((row) => row[0]), axisLabel: { width: 150, overflow: "truncate" } },
        series: scores.map((name, at) => ({ name, type: "bar", barMaxWidth: 10, itemStyle: { color: colours[at] }, data: rows.map((row) => number(row[at + 1])) })).reverse(),
      };
    },
    defects: () => ({
      ...base, tooltip: { trigger: "axis" }, xAxis: { type: "value", minInterval: 1, name: words.reports, nameLocation: "middle", nameGap: 24 },
      yAxis: { type: "category", data: data.defects.map((row) => row[0]), axisLabel: { width: 170, overflow: "truncate" } },
      grid: { ...base.grid, top: 8, bottom: 28 },
      series: [{ name: words.reports, type: "bar", barMaxWidth: 18, data: data.defects.map((row) => row[1]) }],
    }),
    compared: () => {
      const points = data.compared.map((row) => ({ name: row[0], value: [number(row[1]), number(row[2])] })).filter((one) => one.value.every((value) => value !== null));
      const low = Math.max(0, Math.floor((Math.min(100, ...points.flatMap((one) => one.value)) - 5) / 10) * 10);
      return {
        ...base, tooltip: { formatter: (one) => `${echarts.format.encodeHTML(one.name)}<br>${one.value.join(" → ")}` },
        grid: { ...base.grid, bottom: 28, left: 28 },
        xAxis: { type: "value", min: low, max: 100, name: words.self, nameLocation: "middle", nameGap: 24 }, yAxis: { type: "value", min: low, max: 100, name: words.rescore },
        series: [{ type: "scatter", symbolSize: 10, data: points, markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: "#8ba3ba" }, data: [[{ coord: [low, low] }, { coord: [100, 100] }]] } }],
      };
    },
  };
  for (const box of document.querySelectorAll("[data-chart]")) {
    const chart = echarts.init(box, null, { renderer: "svg" });
    chart.setOption(draw[box.dataset.chart]());
    addEventListener("resize", () => chart.resize());
  }
})();
