// The demonstration page's script: sends forms without reloading, shows what arrives, moves the
// clock. Everything it does the server also does without it; it draws no words of its own.
"use strict";

(() => {
  const app = document.querySelector("[data-app]");
  if (!app) return;
  const one = (selector, within = app) => within.querySelector(selector);
  const all = (selector, within = app) => [...within.querySelectorAll(selector)];
  const log = one("[data-log]");
  const scroll = one("[data-scroll]");
  const dialog = one("[data-dialog]");
  const box = one("[data-say]");
  const status = one("[data-status]");
  const narrow = matchMedia("(max-width: 820px)");
  const fine = matchMedia("(pointer: fine)");
  let place = Number(log.dataset.place);

  const announce = (words) => {
    status.textContent = "";
    if (words) setTimeout(() => { status.textContent = words; }, 60);
  };

  // --- sending -------------------------------------------------------------------------------

  const busy = new Set();
  // What comes in answer to the visitor's own doing is shown, wherever the reading was.
  const AFTERMATH = 2500;
  let awaited = null;

  // The server's own words for why it did not take something.
  class Refused extends Error {}

  async function send(form, submitter) {
    if (busy.has(form)) return;
    const body = new URLSearchParams(new FormData(form, submitter));
    if (body.has("seen")) body.set("seen", place);
    const wish = { form, submitter, body, nonce: crypto.randomUUID(), first: null, receipts };
    await deliver(wish);
  }

  // The nonce stays with the wish, so that trying again can never do a thing twice.
  async function deliver(wish) {
    const { form, submitter } = wish;
    busy.add(form);
    awaited = wish;
    (submitter || form).setAttribute("aria-busy", "true");
    toast();
    try {
      const result = await ask(wish);
      await shown[form.dataset.send](result, wish);
    } catch (error) {
      toast(error instanceof Refused ? error.message : app.dataset.failed, () => deliver(wish));
    } finally {
      busy.delete(form);
      setTimeout(() => { if (awaited === wish) awaited = null; }, AFTERMATH);
      (submitter || form).removeAttribute("aria-busy");
    }
  }

  async function ask(wish, again = true) {
    let response;
    try {
      response = await fetch(wish.form.getAttribute("action"), {
        method: "POST",
        body: wish.body,
        headers: { Accept: "application/json", "X-Request-Nonce": wish.nonce },
      });
    } catch (error) {
      if (!again) throw error;
      await new Promise((resolve) => setTimeout(resolve, 700));
      return ask(wish, false);
    }
    const result = await response.json();
    if (!response.ok && result.reply !== "busy") throw new Refused(result.errors[""]);
    return result;
  }

  const shown = {
    say(result, wish) {
      box.value = "";
      grow();
      take(result, wish);
    },
    press: (result, wish) => take(result, wish),
    answer: (result, wish) => take(result, wish),
    async clock(result) {
      replaceBar(result.html);
      one("[data-harvest]").innerHTML = result.harvest;
      announce(`${result.announce} ${one("[data-harvest]").textContent.trim()}`);
      await fetchNews();
    },
  };

  function take(result, wish) {
    if (result.log) append(elements(result.log), wish);
    if (result.reply === "open_form") openSheet(result.html, wish.submitter);
    if (result.reply === "correct") openSheet(result.html);
    if (["close", "show", "nothing"].includes(result.reply)) closeSheet();
    announce(result.announce);
    fetchNews();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.send) return;
    event.preventDefault();
    if (form.dataset.send === "say" && !box.value.trim()) return;
    send(form, event.submitter);
  });

  const bread = one("[data-toast]");

  function toast(words, retry) {
    bread.replaceChildren();
    // A modal dialog covers everything outside it, so the toast moves in.
    (dialog.open ? dialog : app).append(bread);
    if (!words) return;
    const text = document.createElement("span");
    text.textContent = words;
    bread.append(text);
    if (!retry) return;
    const button = document.createElement("button");
    button.className = "button";
    button.type = "button";
    button.textContent = app.dataset.retry;
    button.addEventListener("click", retry);
    bread.append(button);
  }

  // --- the log -------------------------------------------------------------------------------

  const parse = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  };
  const elements = (html) => [...parse(html).children];
  const nearEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  let unseen = null;
  let receipts = 0;

  // Of what has come, what to look at first: something new before something brought up to date.
  function foremost(known, next) {
    if (!known?.isConnected) return next;
    return "renewed" in known.dataset && !("renewed" in next.dataset) ? next : known;
  }

  function append(arriving, wish = null) {
    const follow = nearEnd();
    let day = all(".day", log).pop()?.dataset.day;
    let waiting = null;
    let first = null;
    let stranded = false;
    for (const element of arriving) {
      if (element.matches(".day")) {
        waiting = element.dataset.day === day ? null : element;
        continue;
      }
      if (wish && element.matches("[data-thanks]")) {
        thankLater(waiting ? [waiting, element] : [element], wish);
        continue;
      }
      const gone = [element.dataset.key, element.dataset.replaces]
        .map((key) => key && log.querySelector(`[data-key="${CSS.escape(key)}"]`));
      if (element.matches("[data-receipt]")) {
        receipts += 1;
        gone.push(...all("[data-thanks]", log));
      }
      for (const old of gone.filter(Boolean)) {
        element.dataset.renewed = "";
        stranded = stranded || old.contains(document.activeElement);
        old.remove();
      }
      if (waiting) {
        log.append(waiting);
        day = waiting.dataset.day;
        waiting = null;
      }
      element.classList.add("new");
      log.append(element);
      first = foremost(first, element);
    }
    if (!first) return;
    // Whoever stood on a button of a message that is gone goes on from here, not from the top.
    if (stranded) (fine.matches && box ? box : log).focus({ preventScroll: true });
    one("[data-empty]", log)?.remove();
    for (const line of all(".day", log)) {
      if (!line.nextElementSibling?.matches(".message")) line.remove();
    }
    if (awaited) {
      awaited.first = foremost(awaited.first, first);
      reveal(awaited.first);
    } else if (follow) {
      reveal(first);
    } else {
      unseen = foremost(unseen, first);
      tellOfUnseen();
    }
  }

  // The receipt says the same and more: the thanks themselves are shown only where none comes.
  function thankLater(thanks, wish) {
    setTimeout(() => { if (receipts === wish.receipts) append(thanks); }, 1500);
  }

  // A message taller than the window is shown from its beginning, not from its end.
  function reveal(message) {
    const line = message.previousElementSibling;
    const top = (line?.matches(".day") ? line : message).offsetTop - scroll.offsetTop - 12;
    const end = scroll.scrollHeight - scroll.clientHeight;
    scroll.scrollTo({ top: Math.min(top, end) });
  }

  function tellOfUnseen() {
    const below = unseen?.isConnected
      && unseen.getBoundingClientRect().top > scroll.getBoundingClientRect().bottom - 60;
    if (!below) unseen = null;
    one("[data-newer]").hidden = !below;
  }

  one("[data-newer]").addEventListener("click", () => {
    reveal(unseen);
    log.focus({ preventScroll: true });
    tellOfUnseen();
  });
  scroll.addEventListener("scroll", tellOfUnseen, { passive: true });
  // A hand on the page outweighs whatever is still to come.
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    scroll.addEventListener(kind, () => { awaited = null; }, { passive: true });
  }

  let fetching = false;
  let fetchAgain = false;
  let retrying = null;

  async function fetchNews() {
    if (fetching) {
      fetchAgain = true;
      return;
    }
    fetching = true;
    clearTimeout(retrying);
    try {
      do {
        fetchAgain = false;
        const response = await fetch(`${app.dataset.here}/messages?above=${place}`, {
          headers: { Accept: "application/json" },
        });
        if (!response.ok) throw new Error(response.statusText);
        const news = await response.json();
        place = Math.max(place, news.place);
        if (news.count) append(elements(news.html));
        markSeen();
      } while (fetchAgain);
    } catch {
      // The stream may have outlived the request, and tells of each message only once.
      retrying = setTimeout(fetchNews, 2000);
    } finally {
      fetching = false;
    }
  }

  // --- what is unread ------------------------------------------------------------------------

  const memory = `rytmi:${app.dataset.base}`;
  const entries = all("[data-recipient]", one(".side"));
  const latest = {};
  for (const entry of entries) latest[entry.dataset.recipient] = Number(entry.dataset.latest);

  function readSeen() {
    try {
      return JSON.parse(localStorage.getItem(memory));
    } catch {
      return null;
    }
  }

  // Whoever comes for the first time has read all there is: dots tell of news.
  let seen = readSeen() || { ...latest };
  for (const [recipient, value] of Object.entries(seen)) {
    if (value > (latest[recipient] ?? 0)) seen[recipient] = latest[recipient] ?? 0;
  }

  function markSeen() {
    const here = app.dataset.recipient;
    seen[here] = Math.max(place, seen[here] ?? 0);
    latest[here] = Math.max(place, latest[here] ?? 0);
    try {
      localStorage.setItem(memory, JSON.stringify({ ...readSeen(), ...seen }));
    } catch {
      // Private windows may refuse to remember; dots then last for one page.
    }
    const fresh = new Set();
    for (const entry of entries) {
      const recipient = entry.dataset.recipient;
      const unread = (latest[recipient] ?? 0) > (seen[recipient] ?? 0);
      entry.classList.toggle("has-unread", unread);
      one(".unread", entry).hidden = !unread;
      if (unread) fresh.add(recipient.split(":")[0]);
    }
    for (const dot of all("[data-unread-of]")) dot.hidden = !fresh.has(dot.dataset.unreadOf);
    one("[data-any-unread]").hidden = fresh.size === 0;
  }

  // --- news from the server ------------------------------------------------------------------

  let stream = null;
  let lost = null;

  function listen() {
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    stream = new EventSource(app.dataset.news);
    stream.addEventListener("open", () => {
      clearTimeout(lost);
      if (lost) toast();
      lost = null;
      fetchNews();
    });
    stream.addEventListener("places", (event) => {
      const places = JSON.parse(event.data);
      Object.assign(latest, places);
      if ((places[app.dataset.recipient] ?? 0) > place) fetchNews();
      else markSeen();
    });
    stream.addEventListener("clock", (event) => showClock(JSON.parse(event.data)));
    stream.addEventListener("error", () => {
      lost = lost || setTimeout(() => toast(app.dataset.offline), 5000);
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
    });
  }

  // A browser allows few streams to one server; a page that nobody sees gives its own back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stream?.close();
    else listen();
  });
  addEventListener("pagehide", () => stream?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());

  // --- the clock -----------------------------------------------------------------------------

  const bar = () => one("[data-clock]");

  function showClock(face) {
    for (const part of ["day", "week", "hour"]) {
      const element = one(`[data-face="${part}"]`);
      if (element.textContent !== face[part]) element.textContent = face[part];
    }
    one('[data-face="hour"]').dateTime = face.iso;
    const was = bar().classList.contains("moving");
    bar().classList.toggle("moving", face.moving);
    if (face.moving !== was) {
      one("[data-clock-status]").textContent = face.moving ? bar().dataset.moving : "";
    }
    if (face.iso !== shownIso && !face.moving) refreshBar(face.iso);
  }

  let shownIso = one('[data-face="hour"]').dateTime;

  async function refreshBar(iso) {
    shownIso = iso;
    const here = encodeURIComponent(app.dataset.here);
    try {
      const response = await fetch(`${app.dataset.clockAt}?here=${here}`, {
        headers: { Accept: "application/json" },
      });
      if (response.ok && !busy.has(one(".moves"))) replaceBar((await response.json()).html);
    } catch {
      shownIso = ""; // the next event of the clock asks again
    }
  }

  function replaceBar(html) {
    const held = document.activeElement?.matches?.(".move") ? document.activeElement.value : null;
    const offset = one(".moves")?.scrollLeft ?? 0;
    bar().replaceWith(parse(html).firstElementChild);
    shownIso = one('[data-face="hour"]').dateTime;
    const moves = one(".moves");
    if (!moves) return;
    moves.scrollLeft = offset;
    if (held) (one(`.move[value="${CSS.escape(held)}"]`) || one(".move"))?.focus();
  }

  document.addEventListener("submit", (event) => {
    if (event.target.dataset.send !== "clock") return;
    bar().classList.add("moving");
    one("[data-clock-status]").textContent = bar().dataset.moving;
  }, true);

  // --- the form ------------------------------------------------------------------------------

  let returnTo = null;
  let untouched = "";
  const written = () => new URLSearchParams(new FormData(one(".sheet", dialog))).toString();

  function openSheet(html, opener) {
    if (opener) returnTo = opener;
    const fresh = parse(html);
    const correcting = Boolean(fresh.querySelector("[aria-invalid]"));
    dialog.replaceChildren(fresh);
    showSheet(correcting);
  }

  function showSheet(correcting) {
    if (dialog.open && !dialog.matches(":modal")) dialog.close();
    dialog.setAttribute("aria-labelledby", "sheet-title");
    if (!dialog.open) dialog.showModal();
    untouched = correcting ? "" : written();
    const wrong = one("[aria-invalid]", dialog);
    if (wrong) {
      (wrong.matches("fieldset") ? one("input:checked", wrong) || one("input", wrong) : wrong).focus();
      wrong.closest(".field").scrollIntoView({ block: "center" });
    } else {
      const first = one(".sheet-body :is(input:not([type=hidden]), textarea, select)", dialog);
      (fine.matches && first ? first : one("#sheet-title", dialog)).focus();
      one(".sheet-body", dialog).scrollTop = 0;
    }
  }

  function closeSheet() {
    if (!dialog.open) return;
    dialog.close();
    toast();
    dialog.replaceChildren();
    dialog.removeAttribute("aria-labelledby");
    (returnTo?.isConnected ? returnTo : box || log).focus();
    returnTo = null;
  }

  function wishToClose() {
    if (!one(".sheet", dialog) || written() === untouched) return closeSheet();
    const keep = one("[data-keep]", dialog);
    keep.hidden = false;
    one("[data-stay]", keep).focus();
  }

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    wishToClose();
  });
  dialog.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest("[data-close]")) {
      event.preventDefault();
      wishToClose();
    } else if (target.closest("[data-discard]")) {
      closeSheet();
    } else if (target.closest("[data-stay]")) {
      one("[data-keep]", dialog).hidden = true;
      one(".sheet-body :is(input:not([type=hidden]), textarea, select)", dialog)?.focus();
    } else if (target.closest(".problems a")) {
      event.preventDefault();
      const field = document.getElementById(target.closest("a").hash.slice(1));
      (field.matches("fieldset") ? one("input", field) : field).focus();
      field.closest(".field").scrollIntoView({ block: "center" });
    } else if (target === dialog && written() === untouched) {
      closeSheet();
    }
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      one(".sheet", dialog).requestSubmit();
    }
    const steps = event.target.closest(".steps");
    if (steps && /^[0-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const wanted = event.key === "0" ? "10" : event.key;
      const step = all("input", steps).find((input) => input.value === wanted);
      if (step) {
        step.checked = true;
        step.focus();
      }
    }
  });

  // --- the message box -----------------------------------------------------------------------

  const hints = one("[data-hints]");
  let chosen = -1;
  const grow = () => {
    if (!box || CSS.supports("field-sizing", "content")) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  };
  const offered = () => all("[data-usage]", hints).filter((line) => !line.hidden);
  const plain = (usage) => usage.split(/[[<]/)[0].trimEnd();

  function offer() {
    const typed = box.value.toLowerCase();
    for (const line of all("[data-usage]", hints)) {
      line.hidden = !plain(line.dataset.usage).toLowerCase().startsWith(typed.trimEnd());
    }
    hints.hidden = !typed.startsWith("/") || typed.includes("\n") || offered().length === 0;
    choose(hints.hidden ? -1 : 0);
  }

  function choose(index) {
    chosen = index;
    const lines = offered();
    for (const line of all("[data-usage]", hints)) line.setAttribute("aria-selected", "false");
    if (index < 0 || !lines[index]) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    lines[index].setAttribute("aria-selected", "true");
    lines[index].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", lines[index].id);
  }

  function complete(line) {
    const usage = line.dataset.usage;
    const whole = plain(usage);
    box.value = whole === usage ? whole : `${whole} `;
    hints.hidden = true;
    choose(-1);
    box.focus();
  }

  if (box) {
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", "hints");
    box.addEventListener("input", () => {
      grow();
      offer();
    });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const lines = offered();
      if (!hints.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose((chosen + step + lines.length) % lines.length);
      } else if (!hints.hidden && event.key === "Escape") {
        event.preventDefault();
        hints.hidden = true;
        choose(-1);
      } else if (!hints.hidden && event.key === "Tab" && !event.shiftKey && lines[chosen]) {
        event.preventDefault();
        complete(lines[chosen]);
      } else if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        const line = hints.hidden ? null : lines[chosen];
        const ready = !line || plain(line.dataset.usage) === box.value.trim().toLowerCase();
        if (!ready) complete(line);
        else {
          hints.hidden = true;
          choose(-1);
          box.form.requestSubmit();
        }
      }
    });
    box.addEventListener("blur", () => setTimeout(() => { hints.hidden = true; }, 150));
    hints.addEventListener("mouseover", (event) => {
      const line = event.target.closest("[data-usage]");
      if (line) choose(offered().indexOf(line));
    });
    hints.addEventListener("mousedown", (event) => {
      const line = event.target.closest("[data-usage]");
      if (!line) return;
      event.preventDefault();
      complete(line);
    });
  }

  // --- the left column -----------------------------------------------------------------------

  const side = one(".side");
  const lists = one("[data-lists]");
  const opener = one("[data-menu]");
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", "side");

  function menu(open) {
    app.classList.toggle("menu-is-open", open);
    opener.setAttribute("aria-expanded", String(open));
    for (const part of [one("#main"), one(".top"), one(".strip")]) part.inert = open;
    const here = one("[aria-current]", lists);
    if (open) (here?.offsetParent ? here : one("[data-menu-close]", side)).focus();
    else opener.focus();
  }

  opener.addEventListener("click", (event) => {
    event.preventDefault();
    menu(true);
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    menu(true);
  });
  for (const closer of all("[data-menu-close]")) {
    closer.addEventListener("click", (event) => {
      event.preventDefault();
      menu(false);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && app.classList.contains("menu-is-open")) menu(false);
  });
  narrow.addEventListener("change", () => app.classList.contains("menu-is-open") && menu(false));

  // A column that one look takes in needs neither a search nor a choice of what to show.
  const long = entries.length > 8;
  const tabs = all("[data-tab]", side);
  const halves = all("[data-list]", lists);
  const scrolled = (half) => `${memory}:column:${half}`;
  let half = app.dataset.recipient.split(":")[0];

  function turnTo(wanted) {
    half = wanted;
    for (const tab of tabs) {
      const chosen = tab.dataset.tab === half;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    for (const list of halves) list.hidden = list.dataset.list !== half;
    // The place in a long list outlives the page, or choosing a person would lose it each time.
    lists.scrollTop = Number(sessionStorage.getItem(scrolled(half))) || 0;
  }

  const find = one("[data-find]");
  const finder = one("input", find);

  function search() {
    const wanted = finder.value.trim().toLowerCase();
    let found = 0;
    for (const list of halves) {
      let inList = 0;
      for (const entry of all(".entry", list)) {
        const name = one(".branch-name", entry.closest(".branch") ?? entry)?.textContent ?? "";
        const fits = name.toLowerCase().includes(wanted) || entry.dataset.words.includes(wanted);
        entry.parentElement.hidden = !fits;
        inList += fits;
      }
      for (const branch of all(".branch", list)) branch.hidden = !one("li:not([hidden])", branch);
      list.hidden = inList === 0;
      found += inList;
    }
    one("[data-nothing-found]").hidden = found > 0;
    one("[data-tabs]").hidden = Boolean(wanted);
    lists.classList.toggle("halved", !wanted);
    if (!wanted) turnTo(half);
  }

  if (long) {
    find.hidden = false;
    one("[data-tabs]").hidden = false;
    lists.classList.add("halved");
    for (const list of halves) {
      list.setAttribute("role", "tabpanel");
      list.setAttribute("aria-labelledby", tabs.find((tab) => tab.dataset.tab === list.dataset.list).id);
    }
    turnTo(half);
    finder.addEventListener("input", search);
  }
  for (const tab of tabs) {
    tab.addEventListener("click", () => turnTo(tab.dataset.tab));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      event.preventDefault();
      const other = tabs.find((each) => each !== tab);
      turnTo(other.dataset.tab);
      other.focus();
    });
  }

  lists.addEventListener("scroll", () => {
    if (!finder.value) sessionStorage.setItem(scrolled(half), lists.scrollTop);
  }, { passive: true });
  const current = one("[aria-current]", lists);
  if (current && !narrow.matches) {
    const above = current.offsetTop < lists.scrollTop + 40;
    const beneath = current.offsetTop + 50 > lists.scrollTop + lists.clientHeight;
    if (above || beneath) lists.scrollTop = current.offsetTop - lists.clientHeight / 2;
  }

  // --- beginning -----------------------------------------------------------------------------

  if (new URLSearchParams(location.search).has("lang")) {
    history.replaceState(null, "", location.pathname);
  }
  const newest = all(".message", log).pop();
  if (newest) reveal(newest);
  markSeen();
  if (dialog.open) showSheet(Boolean(one("[aria-invalid]", dialog)));
  listen();
})();
