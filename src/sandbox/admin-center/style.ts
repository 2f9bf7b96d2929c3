import { Markup } from './html.js';

/** The look of the pages; one column, so that they fit a telephone. */
export const style = new Markup(`
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 "Segoe UI",system-ui,sans-serif;color:#1b1a19;background:#faf9f8}
header{background:#1b1a19;color:#fff;padding:.5rem 1rem}
header p{margin:0}
header a{color:#fff;display:inline-block;padding:.6rem .75rem .6rem 0}
main{max-width:42rem;margin:0 auto;padding:1rem}
a{color:#0f548c}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
section,article,fieldset{background:#fff;border:1px solid #c8c6c4;border-radius:4px;padding:1rem;margin:0 0 1rem}
ul.plain{list-style:none;margin:0;padding:0}
h2{margin:0 0 .5rem;font-size:1.2rem}
h3{margin:1rem 0 .25rem;font-size:1rem}
form{margin:0 0 1rem}
dl{margin:0}
dt,legend{font-weight:600}
dd{margin:0 0 .5rem;overflow-wrap:anywhere}
@media(min-width:36rem){dl{display:grid;grid-template-columns:14rem 1fr;gap:.25rem 1rem}dd{margin:0}}
label{display:block;font-weight:600;margin:.5rem 0 .25rem}
label.choice{font-weight:400}
input[type=text],input[type=number],select{font:inherit;width:100%;max-width:24rem;min-height:44px;padding:.5rem;border:1px solid #605e5c;border-radius:4px}
button,.button{font:inherit;display:inline-block;min-height:44px;margin:.75rem .5rem 0 0;padding:.5rem 1rem;border:1px solid #0f548c;border-radius:4px;background:#0f548c;color:#fff;text-decoration:none}
:focus-visible{outline:3px solid #c43501;outline-offset:2px}
.tabs a{display:inline-block;padding:.6rem 1rem .6rem 0}
.tabs a[aria-current]{font-weight:700;color:#1b1a19}
.note{border-left:4px solid #0f548c;background:#eff6fc;padding:.75rem}
.problem{border-left:4px solid #a4262c;background:#fdf3f4;padding:.75rem}
`);
