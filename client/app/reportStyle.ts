// The report's look: one style sheet, light and dark by the reader's own setting, quiet on paper.
export const reportStyle = `
:root{color-scheme:light dark;--ink:#1b1d22;--soft:#5c6270;--faint:#8b919e;--line:#e3e5ea;--page:#f6f7f9;--card:#fff;
--good:#1f7a4d;--good-wash:#e6f4ec;--warn:#8f5d00;--warn-wash:#fdf3dc;--bad:#b3261e;--bad-wash:#fdeceb;
--accent:#2f5fd0;--accent-wash:#dfe8fb;--before:#9aa1ae;--duck:#b4540a}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e8eaee;--soft:#a5abb8;--faint:#7b8291;--line:#2c3038;--page:#14161a;--card:#1c1f25;
--good:#62cf97;--good-wash:#16291f;--warn:#f0b849;--warn-wash:#2e2512;--bad:#ff8a80;--bad-wash:#331a19;
--accent:#86aaff;--accent-wash:#222f4d;--before:#6f7684;--duck:#f2a259}}
*{box-sizing:border-box}
body{margin:0;padding:40px 24px 64px;background:var(--page);color:var(--ink);
font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-font-smoothing:antialiased}
main{max-width:1080px;margin:0 auto}
h1,h2,h3,p,dl,dd,figure{margin:0}
bdi{unicode-bidi:isolate}
.eyebrow{color:var(--soft);font-size:13px;margin-bottom:6px}
h1{font-size:28px;line-height:1.2;font-weight:650;letter-spacing:-.015em;overflow-wrap:anywhere}
.meta{color:var(--soft);margin-top:6px}
.hero{display:flex;gap:20px;align-items:center;margin:24px 0;padding:22px 26px;border-radius:14px}
.hero .word{font-size:30px;line-height:1.1;font-weight:720;letter-spacing:-.01em;white-space:nowrap}
.hero p{max-width:62ch}
.hero .mark{flex:none;width:44px;height:44px}
.pass{background:var(--good-wash)}.pass .word,.pass .mark{color:var(--good)}
.pass-with-notes{background:var(--warn-wash)}.pass-with-notes .word,.pass-with-notes .mark{color:var(--warn)}
.fail{background:var(--bad-wash)}.fail .word,.fail .mark{color:var(--bad)}
.cards{display:grid;grid-template-columns:repeat(4,1fr);gap:14px}
.cards>div{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px 18px}
.cards h3{font-size:13px;font-weight:550;color:var(--soft)}
.cards .now{font-size:30px;line-height:1.15;font-weight:650;letter-spacing:-.02em;margin-top:8px;font-variant-numeric:tabular-nums}
.cards .now small{font-size:14px;font-weight:500;color:var(--soft);letter-spacing:0}
.cards .arrow{color:var(--faint);font-weight:400;margin:0 2px}.cards .was{color:var(--soft);font-size:13px;margin-top:4px;font-variant-numeric:tabular-nums}
section{margin-top:40px}
h2{font-size:19px;font-weight:650;letter-spacing:-.01em;margin-bottom:4px}
.lead{color:var(--soft);margin-bottom:14px;max-width:78ch}
.panel{background:var(--card);border:1px solid var(--line);border-radius:12px;overflow:hidden}
table{width:100%;border-collapse:collapse;font-size:14px}
th{text-align:left;font-weight:550;font-size:12.5px;color:var(--soft);padding:10px 16px 8px;border-bottom:1px solid var(--line)}
td{padding:11px 16px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.tracks,.promises{table-layout:fixed}.label{width:52px;padding-right:0}.name{width:26%}.roles{width:150px}.moved{width:172px}td.moved,td.number{text-align:right}th.verdict{width:132px}td.verdict{text-align:right}
tr:last-child td{border-bottom:0}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.tag{display:inline-block;padding:1px 9px;border-radius:99px;font-size:12.5px;font-weight:600;white-space:nowrap}
.tag.yes{background:var(--good-wash);color:var(--good)}.tag.no{background:var(--bad-wash);color:var(--bad)}
.tag.note{background:var(--warn-wash);color:var(--warn)}.tag.role{background:var(--accent-wash);color:var(--accent);margin:0 4px 2px 0}
.quiet{color:var(--faint)}.number .quiet{white-space:normal}.soft{color:var(--soft)}
.gauge{position:relative;width:120px;margin-left:auto;height:6px;border-radius:3px;background:var(--line);margin-top:8px}
.gauge i{position:absolute;top:-3px;width:3px;height:12px;border-radius:2px;background:var(--good)}
.gauge.out i{background:var(--bad)}.gauge b{position:absolute;top:0;height:6px;border-radius:3px;background:var(--good);opacity:.28}
.chart{padding:18px 18px 12px}
.chart+.chart{border-top:1px solid var(--line)}
.chart figcaption{display:flex;flex-wrap:wrap;gap:4px 18px;align-items:baseline;font-size:13px;color:var(--soft);margin-bottom:10px}
.chart figcaption b{color:var(--ink);font-weight:600;font-size:14px}
.key::before{content:"";display:inline-block;width:14px;height:3px;border-radius:2px;margin-right:6px;vertical-align:middle;background:var(--accent)}
.key.target::before{background:repeating-linear-gradient(90deg,var(--good) 0 4px,transparent 4px 7px)}
.key.duck::before{background:var(--duck)}.key.stem::before{background:var(--accent);opacity:.35;height:9px}
.plot{position:relative;margin-left:44px}
.plot svg{display:block;width:100%;height:100%;overflow:visible}
.plot svg *{vector-effect:non-scaling-stroke}
.plot .y{position:absolute;right:100%;margin-right:10px;transform:translateY(-50%);font-size:11.5px;color:var(--faint);white-space:nowrap;font-variant-numeric:tabular-nums}
.times{position:relative;height:20px;margin-left:44px}
.times span{position:absolute;top:5px;transform:translateX(-50%);font-size:11.5px;color:var(--faint);font-variant-numeric:tabular-nums}
.times span:first-child{transform:none}
.grid{stroke:var(--line);stroke-width:1}
.curve{fill:none;stroke:var(--accent);stroke-width:1.6;stroke-linejoin:round}
.wash{fill:var(--accent);fill-opacity:.13}.stem{fill:var(--accent);fill-opacity:.3}
.target-line{stroke:var(--good);stroke-width:1.5;stroke-dasharray:5 4}
.duck-line{fill:none;stroke:var(--duck);stroke-width:1.6;stroke-linejoin:round}.duck-wash{fill:var(--duck);fill-opacity:.1}
.group{padding:16px 18px}.group+.group{border-top:1px solid var(--line)}
.group h3{font-size:14px;font-weight:600;margin-bottom:6px}
.group ul{margin:0;padding-left:18px}.group li{margin:4px 0;overflow-wrap:anywhere}.group li::marker{color:var(--faint)}
summary{cursor:pointer;color:var(--accent);font-size:14px}
details{margin-top:6px}details[open] summary{margin-bottom:8px}
.finding{padding:14px 18px;display:grid;grid-template-columns:96px 1fr;gap:2px 14px}
.finding+.finding{border-top:1px solid var(--line)}
.finding .where{color:var(--soft);font-size:13px;overflow-wrap:anywhere}.finding>div{grid-column:2}.finding>.tag{grid-row:1/4;justify-self:start;align-self:start}
dl{display:grid;grid-template-columns:150px 1fr;gap:6px 16px;padding:16px 18px;font-size:14px}
dt{color:var(--soft)}dd{overflow-wrap:anywhere}code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
footer{margin-top:40px;color:var(--faint);font-size:13px}
@media (max-width:860px){.cards{grid-template-columns:repeat(2,1fr)}
.tracks,.tracks thead,.tracks tbody{display:block}.tracks tr{display:grid;grid-template-columns:44px minmax(0,1fr) auto 168px;border-bottom:1px solid var(--line)}
.tracks tr:last-child{border-bottom:0}.tracks td,.tracks thead tr{border:0}.tracks thead tr{border-bottom:1px solid var(--line)}.tracks th{border:0}
.tracks td,.tracks th{width:auto}.tracks th.why{display:none}.tracks td.why{grid-column:2/-1;padding-top:0;font-size:13px}}
@media (max-width:720px){body{padding:24px 14px 48px}.hero{padding:18px;gap:14px}.hero .word{font-size:23px}h1{font-size:23px}
td,th{padding-left:12px;padding-right:12px}.gauge{width:76px}dl{grid-template-columns:1fr;gap:0 0}dd{margin-bottom:8px}
.finding{grid-template-columns:1fr}.finding>div,.finding>.tag{grid-column:1;grid-row:auto}}
@media (max-width:560px){thead{display:none!important}table,tbody{display:block}
tr,.tracks tr{display:grid;grid-template-columns:minmax(0,1fr) auto;padding:10px 0;border-bottom:1px solid var(--line)}tr:last-child{border-bottom:0}
td{border:0;padding-top:2px;padding-bottom:2px}td:first-child{grid-column:1/-1}
td[data-label]{grid-column:1/-1;display:flex;justify-content:space-between;gap:12px;white-space:normal}
td[data-label]::before{content:attr(data-label);color:var(--soft)}
.promises td:first-child{grid-column:1}.promises td.verdict{grid-column:2;grid-row:1}
.tracks tr{grid-template-columns:42px minmax(0,1fr) auto}.tracks td:first-child{grid-column:1}.tracks td[data-label],.tracks td.why{grid-column:2/-1}
.times span:nth-child(even){display:none}}
@media print{:root{--page:#fff;--card:#fff}body{padding:0;print-color-adjust:exact;-webkit-print-color-adjust:exact}
h2,h3,.lead,thead{break-after:avoid}.hero,.cards>div,tr,figure,.finding,li,.group h3+ul{break-inside:avoid}
details::details-content{content-visibility:visible}}
`
