// How a review looks: on a screen, on a phone, in the dark and on paper. Nothing is fetched.

import Compiler

enum PageStyle {
  /// What a policy for contents needs to let this style in and no other.
  static var digest: String {
    "sha256-" + base64(hexadecimal: SHA256.hexadecimal(of: Array(text.utf8)))
  }

  /// Policies write digests so.
  private static func base64(hexadecimal: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    // Three digits are twelve bits, which are two letters.
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    var text: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 3) {
      let bits = (0..<3).reduce(0) { bits, place in
        bits << 4 | (start + place < digits.count ? digits[start + place] : 0)
      }
      text += [letters[bits >> 6], letters[bits & 63]]
    }
    text.removeLast(text.count - (digits.count * 4 + 5) / 6)
    while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
    return String(decoding: text, as: UTF8.self)
  }

  static let text = """
    :root{color-scheme:light dark;--ink:#1a2230;--soft:#505b6c;--line:#d5dbe4;--ground:#f6f7f9;\
    --paper:#fff;--head:#eef1f5;--link:#0b57a4;--met:#1a6b37;--met-ground:#e3f4e8;--failed:#a51d24;\
    --failed-ground:#fde8e8;--waived:#7d4e00;--waived-ground:#fdf0d5;--unknown:#5a4296;\
    --unknown-ground:#efe9fb;--none:#505b6c;--none-ground:#eceff3;--function:#2563b0;\
    --table:#1a6b37;--key:#8a5a00;--backup:#6d4fa8;--replica:#0d7480}
    @media screen and (prefers-color-scheme:dark){:root{--ink:#e7ebf1;--soft:#a9b3c2;\
    --line:#3a4453;--ground:#12161c;--paper:#1a2029;--head:#242c37;--link:#8dc0ff;--met:#86d9a0;\
    --met-ground:#173524;--failed:#ffaaa8;--failed-ground:#471d20;--waived:#f5ca7a;\
    --waived-ground:#40300f;--unknown:#c9b6f7;--unknown-ground:#30274a;--none:#a9b3c2;\
    --none-ground:#2a323e;--function:#76aef2;--table:#74cf91;--key:#e2b35b;--backup:#b79cf0;\
    --replica:#62c6d1}}
    *{box-sizing:border-box}
    html{scroll-padding-top:4rem}
    body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,\
    "Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    a{color:var(--link)}
    a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);\
    outline-offset:2px;border-radius:4px}
    .skip{position:absolute;left:-9999px}
    .skip:focus{position:static}
    header,main,footer{max-width:76rem;margin:0 auto;padding:1rem 1.5rem}
    header{padding-top:2rem}
    article>header{padding-inline:0}
    h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem;overflow-wrap:anywhere}
    h2{font-size:1.3rem;margin:0 0 .75rem}
    h3{font-size:1.05rem;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}
    p{margin:.4rem 0 .8rem;max-width:56rem}
    .soft{color:var(--soft)}
    .facts{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin:.75rem 0;padding:0}
    .facts div{min-width:0}
    .facts dt{font-size:.8rem;color:var(--soft)}
    .facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
    nav{position:sticky;top:0;z-index:1;background:var(--paper);border-block:1px solid var(--line)}
    nav ul{max-width:76rem;margin:0 auto;padding:.25rem 1.25rem;display:flex;flex-wrap:wrap;\
    gap:0 .25rem;list-style:none}
    nav a{display:block;padding:.4rem .5rem;text-decoration:none}
    nav a:hover{text-decoration:underline}
    section{background:var(--paper);border:1px solid var(--line);border-radius:10px;\
    padding:1.25rem 1.5rem;margin:0 0 1.25rem}
    .scores{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;\
    list-style:none;padding:0;margin:1rem 0 0}
    .scores li{border-radius:10px;padding:.7rem .9rem;border:1px solid var(--line)}
    .scores strong{display:block;font-size:1.7rem;line-height:1.1}
    .failed{background:var(--failed-ground);color:var(--failed)}
    .waived{background:var(--waived-ground);color:var(--waived)}
    .unknown{background:var(--unknown-ground);color:var(--unknown)}
    .met{background:var(--met-ground);color:var(--met)}
    .none{background:var(--none-ground);color:var(--none)}
    .badge{display:inline-block;border-radius:1rem;padding:.05rem .6rem;font-size:.85rem;\
    font-weight:600;white-space:nowrap}
    .notice{border-radius:8px;padding:.75rem 1rem;margin:0 0 .75rem}
    .notice p{margin:.2rem 0;color:var(--ink)}
    .notice h3{margin:0;color:inherit}
    .notice a{color:var(--ink)}
    .scroll{overflow-x:auto}
    .hint{display:none}
    table{border-collapse:collapse;width:100%;font-size:.93rem}
    caption{text-align:left;font-weight:600;padding:.35rem 0;overflow-wrap:anywhere}
    th,td{text-align:left;vertical-align:top;padding:.5rem .65rem;border-top:1px solid var(--line);\
    overflow-wrap:break-word}
    .heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);padding:0}
    caption.heard{display:block}
    thead th{background:var(--head);font-size:.82rem;color:var(--soft);border-top:0}
    tbody th{font-weight:600}
    td ul{margin:0;padding-left:1.1rem}
    td p{margin:0 0 .3rem}
    code{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    background:var(--head);padding:.05rem .3rem;border-radius:4px;overflow-wrap:break-word}
    code.path{word-break:break-all}
    @media print,screen and (min-width:46.01rem){\
    td[data-label="By which statement"]{min-width:19rem}
    td[data-label="Where it stands"]{min-width:20rem}}
    ins,del{text-decoration:none;border-radius:4px;padding:.05rem .3rem}
    ins{background:var(--met-ground);color:var(--met)}
    del{background:var(--failed-ground);color:var(--failed)}
    details{border-top:1px solid var(--line);margin:0}
    details details{border-top:1px dashed var(--line);margin-left:1rem}
    summary{cursor:pointer;padding:.6rem .25rem;overflow-wrap:break-word}
    summary:hover{text-decoration:underline}
    details>:not(summary){margin-left:1.1rem}
    td details{border:0}
    td summary{padding:.1rem 0}
    .kind{font-weight:600}
    dl.lines{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.2rem 0 1rem}
    dl.lines dt{color:var(--soft)}
    dl.lines dd{margin:0;overflow-wrap:anywhere}
    .graph{display:block;max-width:100%;min-width:58rem;height:auto;font:13px system-ui,-apple-system,"Segoe UI",Roboto,Arial,\
    sans-serif}
    .graph text{fill:var(--ink)}
    .graph .caption,.graph .detail{font-size:12px;fill:var(--soft)}
    .graph .name{font-size:14px;font-weight:600}
    .graph .region{font-size:13px;font-weight:600;fill:var(--soft)}
    .graph .panel{fill:var(--ground);stroke:var(--line);stroke-dasharray:5 4}
    .graph .box{fill:var(--paper);stroke:var(--line)}
    .graph .edge{fill:none;stroke:var(--function);stroke-width:1.8}
    .graph .support{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 3}
    .graph .tip{fill:var(--soft)}
    .function .stripe{fill:var(--function)}
    .table .stripe{fill:var(--table)}
    .key .stripe{fill:var(--key)}
    .backup .stripe{fill:var(--backup)}
    .replica .stripe{fill:var(--replica)}
    footer{color:var(--soft);font-size:.9rem}
    @media screen and (max-width:46rem){header,main,footer{padding-inline:1rem}
    section{padding:1rem}
    nav ul{flex-wrap:nowrap;overflow-x:auto}
    nav a{white-space:nowrap}
    .hint{display:block}
    h1{font-size:1.5rem}
    .cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .cards caption.heard{position:absolute}
    .cards table,.cards tbody,.cards tr,.cards th,.cards td,.cards caption{display:block}
    .cards tbody tr{border:1px solid var(--line);border-radius:8px;margin:0 0 .75rem}
    .cards th,.cards td{border:0;padding:.35rem .75rem}
    .cards td:empty{display:none}
    .cards td::before{content:attr(data-label);display:block;font-size:.78rem;color:var(--soft)}
    .cards tbody th{background:var(--head)}
    dl.lines{grid-template-columns:1fr}}
    @media print{:root{color-scheme:light}
    body{background:#fff;font-size:10.5pt}
    nav,.skip{display:none}
    header,main,footer{max-width:none;padding:0}
    header{padding-bottom:1rem}
    section{border:0;padding:0;margin:0 0 1.5rem}
    section+section{border-top:1px solid var(--line);border-radius:0;padding-top:1rem}
    h2,h3,caption,thead,summary,summary+p,h3+p{break-after:avoid}
    tr,.notice,.scores li{break-inside:avoid}
    h2+p,h2+h3,h2+p+h3,h3+p,h3+.cards,summary+*,summary+p+*,.cards>table,\
    tbody>tr:first-child{break-before:avoid}
    .scroll{overflow:visible}
    summary{break-inside:avoid}
    .graph{width:100%;min-width:0;height:auto;max-height:23cm}
    details::details-content{content-visibility:visible;block-size:auto}
    details.raw{display:none}
    summary{list-style:none}
    .badge,.failed,.waived,.unknown,.met,.none,thead th,code{-webkit-print-color-adjust:exact;\
    print-color-adjust:exact}}

    """
}
