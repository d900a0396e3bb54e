// Makes the pages better; none of them needs it.
(() => {
    "use strict";

    const script = document.currentScript;
    const body = document.body;

    // ---- an error summary takes the focus, so that it is the first thing that is heard

    document.getElementById("problems")?.focus();

    // ---- figures that follow the day

    function follow() {
        if (body.dataset.live !== "true" || !window.EventSource) {
            return;
        }
        const events = new EventSource("/events");
        let due = null;
        let last = 0;

        async function reload() {
            due = null;
            last = Date.now();
            const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
            if (!answer.ok) {
                return;
            }
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const fresh = page.getElementById("live");
            const shown = document.getElementById("live");
            // Nothing moves under somebody who is about to press it.
            if (!fresh || !shown || shown.contains(document.activeElement)) {
                return;
            }
            const known = new Set([...shown.querySelectorAll("[data-key]")].map((row) => row.dataset.key));
            for (const row of fresh.querySelectorAll("[data-key]")) {
                if (!known.has(row.dataset.key)) {
                    row.classList.add("new");
                }
            }
            shown.replaceWith(fresh);
        }

        function changed() {
            document.querySelector(".stale")?.remove();
            if (due === null) {
                due = setTimeout(() => reload().catch(lost), Math.max(200, 2000 - (Date.now() - last)));
            }
        }

        function lost() {
            if (events.readyState === EventSource.CLOSED && !document.querySelector(".stale")) {
                const said = document.createElement("p");
                said.className = "stale";
                said.setAttribute("role", "status");
                said.textContent = body.dataset.stale;
                document.querySelector(".top").append(said);
            }
        }

        for (const name of ["message", "decision", "alarm"]) {
            events.addEventListener(name, changed);
        }
        events.onerror = lost;
    }

    // ---- charts, drawn from the tables on the page

    function colour(name) {
        return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    }

    // Colours of the series and of the lines, in their order.
    const SERIES = ["--accent", "--officer", "--good", "--waiting", "--bad"];
    const LINES = ["--waiting", "--bad", "--ink"];
    // Of a ladder of lines, the lowest warns of nothing.
    const LADDER = ["--faint", ...LINES];

    const DAY = 86_400_000;

    function number(cell) {
        return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
    }

    // Where the lines of the chart end, they are named.
    function room(names, place) {
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = "12px " + getComputedStyle(document.body).fontFamily;
        const widest = Math.max(0, ...names.map((name) => pen.measureText(name).width));
        return Math.min(widest + 16, place.clientWidth / 3);
    }

    function draw(place, echarts) {
        const spec = JSON.parse(place.dataset.chart);
        const table = document.getElementById(spec.table);
        const details = table.closest("details");
        place.setAttribute("role", "img");
        place.setAttribute("aria-label", place.dataset.title);
        place.classList.add("on");
        details.open = false;
        const rows = [...table.tBodies[0].rows];
        // As it stands there, which is the time of the office wherever the reader is.
        const times = rows.map((row) => Date.parse(row.cells[spec.over].dataset.value));
        const span = times[times.length - 1] - times[0];
        const daily = times.every((time) => time % DAY === 0);
        const day = (time) => new Date(time).toISOString().slice(0, span > 300 * DAY ? 7 : daily || span > 2 * DAY ? 10 : 16).replace("T", " ");
        const short = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumFractionDigits: 2 });
        const unit = spec.unit === "%" ? "" : spec.unit;
        const tip = (shown) => {
            const cells = rows[shown[0].dataIndex].cells;
            const said = (each) => [cells[each.place].textContent.trim(), unit].join(" ").trim();
            return [cells[spec.over].textContent.trim(), ...spec.series.map((each) => each.name + "  " + said(each))].join("\n");
        };
        const chart = echarts.init(place, null, { renderer: "canvas" });
        const paint = () => {
            const axis = {
                axisLine: { lineStyle: { color: colour("--strong-line") } },
                axisLabel: { color: colour("--faint"), hideOverlap: true },
                splitLine: { lineStyle: { color: colour("--line") } },
                nameTextStyle: { color: colour("--faint"), align: "left" },
            };
            const named = spec.series.length > 1 || spec.lines.length > 0;
            const lines = spec.lines.map((each) => ({ ...each, name: [each.name, short.format(each.at), spec.unit === "%" ? "%" : ""].join(" ").trim() }));
            const names = named ? [...spec.series, ...lines].map((each) => each.name) : [];
            const inks = lines.length > LINES.length ? LADDER : LINES;
            const label = (each, ink) => ({ show: named, formatter: each.name, color: ink, distance: 4, overflow: "truncate", width: room(names, place) - 8 });
            chart.setOption({
                animation: false,
                useUTC: true,
                grid: { left: 8, right: named ? room(names, place) : 16, top: named ? 32 : 16, bottom: 8, containLabel: true },
                tooltip: {
                    trigger: "axis",
                    renderMode: "richText",
                    confine: true,
                    backgroundColor: colour("--paper"),
                    borderColor: colour("--strong-line"),
                    textStyle: { color: colour("--ink"), fontSize: 13 },
                    axisPointer: { lineStyle: { color: colour("--strong-line") } },
                    formatter: tip,
                },
                xAxis: { type: "time", ...axis, minInterval: daily ? DAY : 0, axisLabel: { ...axis.axisLabel, formatter: day }, splitLine: { show: false } },
                yAxis: { type: "value", scale: true, name: named ? spec.unit : "", ...axis, axisLabel: { ...axis.axisLabel, formatter: (value) => short.format(value) } },
                series: [
                    ...spec.series.map((each, i) => {
                        const ink = colour(SERIES[i % SERIES.length]);
                        return {
                            type: "line",
                            step: "end",
                            name: each.name,
                            data: rows.map((row, n) => [times[n], number(row.cells[each.place])]),
                            symbol: rows.length > 40 ? "none" : "circle",
                            symbolSize: 5,
                            lineStyle: { color: ink, width: 2 },
                            itemStyle: { color: ink },
                            endLabel: label(each, ink),
                            labelLayout: { moveOverlap: "shiftY" },
                        };
                    }),
                    ...lines.map((each, i) => {
                        const ink = colour(inks[i % inks.length]);
                        return {
                            type: "line",
                            name: each.name,
                            data: [[times[0], each.at], [times[times.length - 1], each.at]],
                            symbol: "none",
                            silent: true,
                            lineStyle: { color: ink, width: 1, type: [6, 4] },
                            itemStyle: { color: ink },
                            endLabel: label(each, ink),
                            labelLayout: { moveOverlap: "shiftY" },
                        };
                    }),
                ],
            });
        };
        paint();
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
        new ResizeObserver(() => {
            chart.resize();
            paint();
        }).observe(place);
    }

    function charts() {
        const places = document.querySelectorAll("[data-chart]");
        if (places.length === 0) {
            return;
        }
        const library = document.createElement("script");
        library.src = script.dataset.charts;
        library.onload = () => places.forEach((place) => draw(place, window.echarts));
        document.head.append(library);
    }

    // ---- how much of an upload is sent

    function uploads() {
        for (const form of document.querySelectorAll("form[data-sending]")) {
            form.addEventListener("submit", (event) => {
                event.preventDefault();
                const said = form.querySelector(".progress");
                const request = new XMLHttpRequest();
                request.open("POST", form.action);
                request.setRequestHeader("Accept", "text/html");
                request.upload.onprogress = (progress) => {
                    if (progress.lengthComputable) {
                        said.textContent =
                            form.dataset.sending + " " + Math.floor((100 * progress.loaded) / progress.total) + " %";
                    }
                };
                request.onload = () => {
                    const page = new DOMParser().parseFromString(request.responseText, "text/html");
                    const main = page.querySelector("main");
                    if (!main) {
                        said.textContent = body.dataset.stale;
                        return;
                    }
                    document.querySelector("main").replaceWith(main);
                    uploads();
                    (document.getElementById("problems") ?? main).focus();
                };
                request.onerror = () => form.submit();
                request.send(new FormData(form));
            });
        }
    }

    follow();
    charts();
    uploads();
})();
