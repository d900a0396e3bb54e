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

    function draw(table, echarts) {
        const details = table.closest("details");
        const place = document.createElement("div");
        place.className = "chart";
        place.setAttribute("role", "img");
        place.setAttribute("aria-label", table.dataset.title);
        details.before(place);
        details.open = false;
        const points = [...table.tBodies[0].rows].map((row) => [
            // As it stands there, which is the time of the office wherever the reader is.
            Date.parse(row.cells[0].textContent.trim().replace(" ", "T") + "Z"),
            Number(row.cells[1].dataset.value),
        ]);
        const chart = echarts.init(place, null, { renderer: "canvas" });
        const paint = () => {
            const axis = {
                axisLine: { lineStyle: { color: colour("--strong-line") } },
                axisLabel: { color: colour("--faint"), hideOverlap: true },
                splitLine: { lineStyle: { color: colour("--line") } },
            };
            chart.setOption({
                animation: false,
                useUTC: true,
                grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
                tooltip: { trigger: "axis", renderMode: "richText" },
                xAxis: { type: "time", ...axis, splitLine: { show: false } },
                yAxis: { type: "value", scale: true, ...axis },
                series: [
                    {
                        type: "line",
                        step: "end",
                        name: table.dataset.unit,
                        data: points,
                        symbol: points.length > 40 ? "none" : "circle",
                        symbolSize: 5,
                        lineStyle: { color: colour("--accent"), width: 2 },
                        itemStyle: { color: colour("--accent") },
                    },
                ],
            });
        };
        paint();
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
        new ResizeObserver(() => chart.resize()).observe(place);
    }

    function charts() {
        const tables = document.querySelectorAll("table[data-chart]");
        if (tables.length === 0) {
            return;
        }
        const library = document.createElement("script");
        library.src = script.dataset.charts;
        library.onload = () => tables.forEach((table) => draw(table, window.echarts));
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
