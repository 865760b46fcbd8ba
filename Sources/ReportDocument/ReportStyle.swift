internal import Charts

/// The style sheet of pages: one type scale, one palette, and room.
///
/// The colours and the charts' own sheet are those of `ChartStyle`; pages of the planner in the
/// browser may use this sheet too.
public enum ReportStyle {
    /// Colours, charts and pages.
    public static var sheet: String { ChartStyle.variables + ChartStyle.sheet + page }

    private static var page: String {
        """
        *{box-sizing:border-box}
        html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:400 1rem/1.6 \(ChartStyle.font);\
        font-variant-numeric:tabular-nums}
        a{color:var(--accent)}
        a:focus-visible,summary:focus-visible,.table:focus-visible,.language:focus-visible{outline:2px solid var(--accent);\
        outline-offset:3px}
        .skip{position:absolute;left:-999rem}
        .skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
        .page{max-width:70rem;margin:0 auto;padding:0 1.5rem}
        header{padding:3rem 0 1.5rem;position:relative}
        .language{position:absolute;right:0;top:1rem;font:inherit;font-size:.9375rem;\
        color:var(--accent);background:none;border:1px solid var(--rule);border-radius:.375rem;\
        padding:.25rem .75rem;cursor:pointer}
        .language:hover{border-color:var(--accent)}
        h1{font-size:2.125rem;line-height:1.2;font-weight:650;letter-spacing:-.01em;margin:0 0 .5rem;\
        text-wrap:balance}
        h2{font-size:1.5rem;line-height:1.3;font-weight:650;margin:0 0 1rem}
        h3{font-size:1.125rem;line-height:1.4;font-weight:650;margin:0 0 .25rem}
        h4{font-size:.8125rem;line-height:1.4;font-weight:650;margin:0 0 .25rem}
        .by{margin:0;color:var(--ink-soft);font-size:.9375rem}
        nav{position:sticky;top:0;background:var(--paper);border-bottom:1px solid var(--rule);z-index:1}
        nav ul{display:flex;gap:0 1.25rem;list-style:none;margin:0 auto;max-width:70rem;\
        padding:0 1.5rem;overflow-x:auto;font-size:.9375rem}
        nav a{display:block;padding:.625rem 0;color:var(--ink-soft);text-decoration:none;\
        white-space:nowrap}
        nav a:hover{color:var(--accent);text-decoration:underline}
        section{padding:3rem 0 0;scroll-margin-top:2rem}
        section>p,section>ul{max-width:46rem}
        p{margin:0 0 1rem}
        ul.answers{margin:1.5rem 0 0;padding:0;list-style:none;display:grid;gap:.75rem}
        ul.answers li{padding-left:1rem;border-left:3px solid var(--fill)}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(11.5rem,1fr));gap:1rem}
        .card{background:var(--card);border-radius:.5rem;padding:1rem 1.25rem}
        .card p{margin:0;font-size:.8125rem;color:var(--ink-soft)}
        .card .value{font-size:1.875rem;line-height:1.3;font-weight:650;color:var(--ink);\
        white-space:nowrap}
        .card .value small{font-size:.8125rem;font-weight:400;color:var(--ink-soft)}
        figure{margin:2rem 0 0;padding:0}
        figure>p{font-size:.9375rem;color:var(--ink-soft);max-width:46rem;margin:0 0 1rem}
        .panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));\
        gap:1.25rem 1.5rem}
        .panels>div{min-width:0}
        .key i.promise{background:var(--heat-1)}
        .key i.dot,.key i.square{width:.75rem;border:2px solid var(--line);border-radius:50%}
        .key i.square{border-color:var(--cat-2);border-radius:0}
        details{margin:.75rem 0 0;border-top:1px solid var(--rule)}
        details+details{margin-top:0}
        details:last-of-type{border-bottom:1px solid var(--rule)}
        summary{cursor:pointer;padding:.5rem 0;font-size:.9375rem;color:var(--accent)}
        .table{overflow:auto;max-height:32rem;margin:.5rem 0 1.5rem}
        table{border-collapse:collapse;font-size:.8125rem;line-height:1.45;min-width:100%}
        caption{text-align:left;font-weight:650;font-size:.9375rem;padding:0 0 .5rem}
        th,td{padding:.375rem .75rem .375rem 0;text-align:left;vertical-align:top;\
        border-bottom:1px solid var(--grid)}
        th{font-weight:600;color:var(--ink-soft);border-bottom-color:var(--rule);\
        position:sticky;top:0;background:var(--paper)}
        th.n,td.n{text-align:right;white-space:nowrap;padding-right:1.75rem}
        td.short,.date{white-space:nowrap}
        td.long{overflow-wrap:anywhere;min-width:12rem}
        figure+.table,section>details+.table{margin-top:2rem}
        ul.notes{margin:0 0 1rem;padding-left:1.1rem;font-size:.8125rem;color:var(--ink-soft)}
        .tag{background:var(--assumed);color:var(--assumed-ink);border-radius:.25rem;\
        padding:.05rem .4rem;white-space:nowrap}
        .missing{border:1px dashed var(--rule);border-radius:.5rem;padding:1rem 1.25rem;\
        color:var(--ink-soft);overflow-wrap:anywhere}
        .shares{display:flex;gap:2px;height:1.5rem;margin:1rem 0 0;border-radius:.25rem;\
        overflow:hidden;max-width:46rem}
        .shares i{min-width:.25rem}
        .key.shares-key{margin:.5rem 0 1.5rem}
        i.disclosed{background:var(--heat-4)}
        i.derived{background:var(--heat-2)}
        i.assumed{background:repeating-linear-gradient(135deg,var(--assumed) 0 6px,\
        var(--assumed-ink) 6px 7px)}
        footer{margin:4rem 0 2rem;padding-top:1rem;border-top:1px solid var(--rule);\
        font-size:.8125rem;color:var(--ink-soft)}
        @media(max-width:40rem){.page,nav ul{padding-left:1rem;padding-right:1rem}\
        header{padding-top:3.5rem}h1{font-size:1.625rem}section{padding-top:2.25rem}\
        .cards{grid-template-columns:repeat(2,1fr);gap:.625rem}.card{padding:.75rem .875rem}\
        .card .value{font-size:1.375rem}.panels{grid-template-columns:repeat(2,1fr);gap:1rem}}
        @media print{@page{size:A4;margin:14mm 12mm}nav,.skip,.language{display:none}\
        body{font-size:10pt}.page{max-width:none;padding:0}header{padding:0 0 .5rem}\
        section{padding-top:1.5rem}figure,.cards,table tr{break-inside:avoid}\
        h2,h3,h4,caption,section>p{break-after:avoid}.panels{grid-template-columns:repeat(3,1fr)}\
        #assumptions table{font-size:7pt}.table{max-height:none;overflow:visible}\
        th{position:static}details:not([open]){display:none}}
        """
    }
}
