//! How SVG looks, on light ground and on dark.

/// The style sheet of all pictures, for a page that holds them.
pub const STYLE: &str = "\
.graph{--page:#fff;--box:#f6f8fa;--rim:#afb8c1;--line:#8c959f;--text:#1f2328;--dim:#4f5963;--hot:#0969da;\
--add:#1a7f37;--add-box:#dafbe1;--del:#cf222e;--del-box:#ffebe9;--new:#a40e26;--new-box:#ffcecb;\
--change:#845700;--change-box:#fff8c5;--name:#0969da;--name-box:#ddf4ff}\
@media(prefers-color-scheme:dark){.graph{--page:#0d1117;--box:#161b22;--rim:#444c56;--line:#6e7681;--text:#e6edf3;\
--dim:#9da7b1;--hot:#58a6ff;--add:#3fb950;--add-box:#12261e;--del:#f85149;--del-box:#2d1517;--new:#ff7b72;\
--new-box:#4b1113;--change:#d29922;--change-box:#2b2111;--name:#58a6ff;--name-box:#121d2f}}\
.graph .page{fill:var(--page)}\
.graph text{fill:var(--text);font:11px system-ui,-apple-system,'Segoe UI',sans-serif}\
.graph .id{font:600 12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}\
.graph .type{fill:var(--dim)}.graph .what{font-weight:bold}\
.graph .box{fill:var(--box);stroke:var(--rim)}.graph .if.same .box{stroke-dasharray:4 3}\
.graph .e{fill:none;stroke:var(--line);stroke-width:1.2}.graph .order{stroke-dasharray:5 3}\
.graph .in-new{stroke:var(--add);stroke-width:1.8}.graph .in-old{stroke:var(--del);stroke-width:1.8}\
.graph .added .box{fill:var(--add-box);stroke:var(--add);stroke-width:1.5}.graph .added .what{fill:var(--add)}\
.graph .removed .box{fill:var(--del-box);stroke:var(--del);stroke-width:1.5;stroke-dasharray:6 3}\
.graph .removed .id{text-decoration:line-through}.graph .removed .what{fill:var(--del)}\
.graph .replaced .box{fill:var(--new-box);stroke:var(--new);stroke-width:2.5}.graph .replaced .what{fill:var(--new)}\
.graph .mayreplace .box{fill:var(--del-box);stroke:var(--del);stroke-width:1.5}.graph .mayreplace .what{fill:var(--del)}\
.graph .updated .box{fill:var(--change-box);stroke:var(--change);stroke-width:1.5}.graph .updated .what{fill:var(--change)}\
.graph .mayupdate .box{fill:var(--change-box);stroke:var(--change);stroke-dasharray:3 3}\
.graph .mayupdate .what{fill:var(--change)}\
.graph .renamed .box{fill:var(--name-box);stroke:var(--name);stroke-width:1.5}.graph .renamed .what{fill:var(--name)}\
.graph .compute{fill:#ed7100}.graph .storage{fill:#7aa116}.graph .database{fill:#c925d1}.graph .network{fill:#8c4fff}\
.graph .security{fill:#dd344c}.graph .integration{fill:#e7157b}.graph .management{fill:#3b82c4}.graph .other{fill:#8c959f}\
.graph a{text-decoration:none}.graph .n:is(:hover,:focus-visible) .box{stroke:var(--hot);stroke-width:2.5;stroke-dasharray:none}\
.graph a:focus{outline:none}.graph:has(.n:hover) .e{opacity:.3}";
