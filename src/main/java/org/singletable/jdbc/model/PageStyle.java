package org.singletable.jdbc.model;

/** The style sheet of the page. */
final class PageStyle {
    private static final String RULES = """
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
            header, main { max-width: 1360px; margin: 20px auto 0; padding: 0 24px; }
            main { margin-bottom: 48px; }
            h1 { margin: 0; font-size: 28px; overflow-wrap: anywhere; }
            h2 { margin: 36px 0 8px; padding-top: 12px; border-top: 1px solid var(--rule); font-size: 21px; }
            h3 { margin: 24px 0 6px; font-size: 16px; overflow-wrap: anywhere; }
            p { margin: 4px 0 10px; }
            code, .diagram text, .hash, .range, .value { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 12.5px; }
            code { overflow-wrap: anywhere; }
            a { color: var(--link); }
            nav a { margin-right: 14px; }
            .note { color: var(--muted); font-size: 13.5px; max-width: 950px; }
            .warnings { margin: 10px 0; padding: 8px 14px; border: 1px solid var(--warn); border-left-width: 5px; border-radius: 4px; }
            .warnings ul { margin: 2px 0; padding-left: 20px; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; margin-bottom: 12px; }
            th, td { padding: 5px 10px; border: 1px solid var(--rule); text-align: left; vertical-align: top; font-size: 13.5px; }
            thead th { background: var(--head); font-weight: 600; white-space: nowrap; }
            .access, .columns { border-left: 5px solid var(--line); }
            .access strong, .columns strong { font-weight: 600; }
            .rest td { color: var(--muted); }
            .constraints { margin: 0 0 18px; padding-left: 20px; font-size: 13.5px; overflow-wrap: anywhere; }
            .items th.hash { background: var(--head); font-weight: 600; min-width: 130px; max-width: 300px; overflow-wrap: anywhere; }
            .items .range { min-width: 235px; max-width: 320px; overflow-wrap: anywhere; }
            .items tbody { border-bottom: 2px solid var(--muted); }
            .items td { background: var(--back); }
            .items td:first-of-type { border-left: 5px solid var(--line); }
            .attributes { display: flex; flex-wrap: wrap; gap: 3px 16px; align-items: flex-start; }
            .attribute { display: inline-flex; flex-direction: column; line-height: 1.3; }
            .attribute .name { color: var(--soft); font-size: 11.5px; }
            .attribute .value { overflow-wrap: anywhere; }
            .entity { display: inline-block; padding: 1px 9px; border-radius: 9px; border: 1px solid var(--line); color: var(--line); background: var(--page); font-size: 12px; font-weight: 600; }
            .legend .entity { background: var(--back); }
            .none { --back: var(--head); --line: var(--muted); }
            .diagram { display: block; }
            .diagram text { fill: var(--text); font-size: 12px; white-space: pre; }
            .box .body { fill: var(--page); stroke: var(--line); stroke-width: 1.5; }
            .box .head { fill: var(--back); stroke: var(--line); stroke-width: 1.5; }
            .diagram .name { font-weight: 700; font-size: 13px; }
            .diagram .marks { fill: var(--line); font-weight: 700; font-size: 10.5px; }
            .diagram .type { fill: var(--soft); text-anchor: end; }
            .line { fill: none; stroke: var(--soft); stroke-width: 1.5; }
            .line circle { fill: var(--page); }
            .other .way { stroke-dasharray: 5 4; }
            @media (max-width: 900px) { header, main { padding: 0 12px; } .items th.hash { min-width: 90px; } .items .range { min-width: 120px; } }
            @media print { .scroll { overflow: visible; } tr { break-inside: avoid; } }
            """;

    private PageStyle() {}

    /** @param entities how many colours are needed */
    static String css(int entities) {
        StringBuilder css = new StringBuilder("\n");
        css.append(
                ":root { --page: %s; --text: %s; --muted: #57606a; --soft: #474e57; --rule: #d0d7de; --head: #f0f2f5;"
                        .formatted(Palette.LIGHT_PAGE, Palette.LIGHT_TEXT));
        css.append(" --link: #0a58ca; --warn: #b35900; }\n");
        for (int i = 0; i < Math.min(entities, Palette.SIZE); i++) {
            css.append(colours(i, Palette.lightBackground(i), Palette.lightLine(i)));
        }
        css.append("@media (prefers-color-scheme: dark) {\n");
        css.append(
                ":root { --page: %s; --text: %s; --muted: #a3abb5; --soft: #c1c7ce; --rule: #3a4048; --head: #24282e;"
                        .formatted(Palette.DARK_PAGE, Palette.DARK_TEXT));
        css.append(" --link: #7db4ff; --warn: #e8a13a; }\n");
        for (int i = 0; i < Math.min(entities, Palette.SIZE); i++) {
            css.append(colours(i, Palette.darkBackground(i), Palette.darkLine(i)));
        }
        return css.append("}\n").append(RULES).toString();
    }

    private static String colours(int entity, String background, String line) {
        return ".%s { --back: %s; --line: %s; }\n".formatted(Palette.className(entity), background, line);
    }
}
