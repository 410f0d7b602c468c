// Draws messages, modals and Home tabs, each as a page of its own: node view.cjs shots.json
// A shot is {kind, name, time, payload}; kind is message, ephemeral, modal or home.
import fs from "node:fs";
import path from "node:path";
import React from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Message } from "slack-blocks-to-jsx";

const LOGO =
  "data:image/svg+xml;utf8," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#1f5f8b"/><text x="18" y="25" font-size="20" text-anchor="middle" fill="#fff" font-family="sans-serif">R</text></svg>',
  );

const FRAME = `
* { box-sizing: border-box; }
body { margin: 0; padding: 16px; background: #fff; color: #1d1c1d;
  font: 15px/1.47 Lato, "Noto Sans", "DejaVu Sans", sans-serif, "Noto Color Emoji"; }
.only { color: #616061; font-size: 12px; margin: 0 0 2px 48px; }
.modal { max-width: 520px; margin: 0 auto; border: 1px solid #bbb; border-radius: 8px;
  box-shadow: 0 4px 16px rgba(0, 0, 0, 0.18); background: #fff; }
.modal header, .modal footer { display: flex; gap: 8px; align-items: center; padding: 14px 20px; }
.modal header { font-weight: 900; font-size: 22px; border-bottom: 1px solid #ddd; }
.modal footer { justify-content: flex-end; border-top: 1px solid #ddd; }
.modal main { padding: 8px 20px; }
.modal .key { border: 1px solid #bbb; border-radius: 4px; padding: 6px 12px; font-weight: 700; }
.modal .main { background: #007a5a; border-color: #007a5a; color: #fff; }
.modal .wrong { margin: -4px 0 10px; color: #e01e5a; font-size: 13px; }
.home { max-width: 760px; margin: 0 auto; }
`;

function words(object) {
  return object ? object.text : "";
}

function Blocks({ blocks }) {
  return <Message blocks={blocks} logo={LOGO} name="Rytmi" theme="light" withoutWrapper />;
}

function Shot({ shot }) {
  const { kind, payload } = shot;
  if (kind === "modal") {
    return (
      <section className="modal">
        <header>{words(payload.title)}</header>
        <main>
          {payload.blocks.map((block, index) => (
            <React.Fragment key={index}>
              <Blocks blocks={[block]} />
              {shot.errors[block.block_id] ? (
                <p className="wrong">{shot.errors[block.block_id]}</p>
              ) : null}
            </React.Fragment>
          ))}
        </main>
        <footer>
          <span className="key">{words(payload.close) || "Cancel"}</span>
          {payload.submit ? <span className="key main">{words(payload.submit)}</span> : null}
        </footer>
      </section>
    );
  }
  if (kind === "home") {
    return (
      <section className="home">
        <Blocks blocks={payload.blocks} />
      </section>
    );
  }
  return (
    <section>
      {kind === "ephemeral" ? <p className="only">Only visible to you</p> : null}
      <Message
        blocks={payload.blocks}
        logo={LOGO}
        name="Rytmi"
        theme="light"
        time={new Date(shot.time)}
      />
    </section>
  );
}

const [, , source] = process.argv;
const style = fs.readFileSync(
  path.join(__dirname, "node_modules", "slack-blocks-to-jsx", "dist", "style.css"),
  "utf8",
);
for (const { page, shot } of JSON.parse(fs.readFileSync(source, "utf8"))) {
  const body = renderToStaticMarkup(<Shot shot={shot} />);
  fs.writeFileSync(
    page,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Slack</title><style>${style}${FRAME}</style></head><body>${body}</body></html>`,
  );
}
