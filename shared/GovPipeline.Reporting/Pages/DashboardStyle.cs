namespace GovPipeline.Reporting.Pages;

/// <summary>
/// The style of <see cref="Dashboard"/>: fonts of the machine, contrast of at least 4.5 to 1, one column on a phone, black on
/// white in print.
/// </summary>
internal static class DashboardStyle
{
    public const string Css = """
        *{box-sizing:border-box}body{margin:0;font:16px/1.5 "Segoe UI",Roboto,Arial,"DejaVu Sans",sans-serif;color:#15202b;background:#f4f6f8}
        header,main,footer{max-width:1080px;margin:0 auto;padding:0 20px}header{padding-top:20px}
        .brand{margin:0;color:#4a5763;font-size:13px;letter-spacing:.06em}h1{margin:4px 0;font-size:28px;line-height:1.25}h2{font-size:19px;margin:0 0 10px}
        h3{font-size:15px;margin:0;font-weight:600}
        header p{margin:2px 0}.complete{color:#14532d}.partial{color:#7a2e00;background:#fff1e0;padding:8px 12px;border-left:4px solid #b45309}
        section{background:#fff;border:1px solid #d8dee4;border-radius:6px;padding:18px 20px;margin:18px 0}
        .switches{display:flex;flex-wrap:wrap;gap:14px;align-items:end;margin-top:14px}
        .switches label{display:flex;flex-direction:column;font-size:13px;color:#3a4650}
        select,button{font:inherit;padding:7px 10px;border:1px solid #8795a1;border-radius:4px;background:#fff;color:#15202b;max-width:100%}
        button{background:#1f5fa8;color:#fff;border-color:#1f5fa8;cursor:pointer}
        :focus-visible{outline:3px solid #f59e0b;outline-offset:2px}
        .cards{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:16px}
        .card{border:1px solid #d8dee4;border-top:5px solid #1f5fa8;border-radius:6px;padding:14px 16px}.card.bad{border-top-color:#9b1c1c}.card p{margin:2px 0}
        .rate{font-size:36px;font-weight:700;line-height:1.15}.bad .rate{color:#9b1c1c}
        .small{font-size:13px;color:#4a5763}.bar{position:relative;height:12px;background:#e4e9ee;border-radius:3px;margin:8px 0;min-width:90px}
        .fill{position:absolute;inset:0 auto 0 0;background:#1f5fa8;border-radius:3px}.bad .fill{background:#c0504d}
        .mark{position:absolute;top:-4px;bottom:-4px;width:3px;background:#111}
        svg{width:100%;min-width:620px;height:auto;font-size:12px}svg text{fill:#3a4650}.grid{stroke:#e4e9ee}
        .goal{stroke:#9b1c1c;stroke-width:2;stroke-dasharray:7 5}.line{fill:none;stroke:#1f5fa8;stroke-width:3}circle{fill:#1f5fa8}
        .legend{font-weight:400;font-size:13px;color:#9b1c1c}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}
        th,td{padding:7px 9px;border-bottom:1px solid #e4e9ee;text-align:left;vertical-align:middle}thead th{border-bottom:2px solid #8795a1;font-size:13px}
        tbody th{font-weight:400}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.wide{width:24%}
        .group th{background:#eef2f6;font-weight:600}
        .alerts{margin:0;padding-left:20px}footer{color:#4a5763;font-size:13px;padding-bottom:24px}.skip{position:absolute;left:-999px}
        .skip:focus{left:8px;top:8px;background:#fff;padding:8px}
        @media(max-width:640px){header,main,footer{padding-left:12px;padding-right:12px}section{padding:14px 12px}h1{font-size:22px}.wide{display:none}}
        @media print{body{background:#fff;font-size:11pt}.switches,.skip{display:none}section{border:0;padding:0;break-inside:avoid}
        .fill,.mark,.card{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{size:A4;margin:14mm}}
        """;
}
