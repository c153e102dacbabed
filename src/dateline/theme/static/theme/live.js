// An open page keeps itself true: the fragments it marks are replaced when the server says that they
// have changed. All tabs of a browser share one stream: the one that holds the lock leads and
// listens, and tells the others. Only a tab that is seen leads. Without this script, or where the
// browser lacks one of its three means, nothing is missing but the motion.
"use strict";

{
  const NAME = "dateline:live";
  const LATER = 1000; // milliseconds: who only passes through opens no stream
  const LONGEST = 300000;
  const MOST = 128; // what the server takes

  // -- this page ---------------------------------------------------------------------------------

  const me = Math.random().toString(36).slice(2);
  const places = new Map(); // token → the comments in this page that end such a fragment
  const held = new Map(); // token → the last event for it
  let heard = ""; // the id up to which this page was told everything
  let epoch = "";

  const read = () => {
    places.clear();
    held.clear();
    heard = "";
    const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
    while (comments.nextNode()) {
      const [word, token] = comments.currentNode.data.split(" ");
      if (word === "live" && token) places.set(token, [...(places.get(token) ?? []), comments.currentNode]);
    }
  };
  read();

  const shown = (end) => {
    const nodes = [];
    const begins = (node) => node.nodeType === Node.COMMENT_NODE && node.data === "live";
    for (let node = end.previousSibling; node && !begins(node); node = node.previousSibling) nodes.unshift(node);
    return nodes;
  };

  const put = (end, event) => {
    const nodes = shown(end);
    const made = document.createElement("template");
    made.innerHTML = event.html;
    const now = document.createDocumentFragment();
    now.append(...nodes.map((node) => node.cloneNode(true)));
    if (now.isEqualNode(made.content)) return;
    if (nodes.some((node) => node.contains(document.activeElement))) {
      // Who reads by keyboard keeps his place: it changes when he leaves it.
      const later = () => setTimeout(() => put(end, held.get(event.f)));
      end.parentNode.addEventListener("focusout", later, { once: true });
      return;
    }
    for (const node of nodes) node.remove();
    end.before(made.content);
    document.dispatchEvent(new Event(NAME));
  };

  const take = ({ at, events, whole }) => {
    const [its] = at.split(".");
    if (its !== epoch) held.clear();
    epoch = its;
    for (const event of events) {
      const ends = places.get(event.f);
      if (!ends || held.get(event.f)?.n > event.n) continue; // never an older one
      held.set(event.f, event);
      for (const end of ends) put(end, event);
    }
    if (whole.includes(me)) heard = at;
  };

  // -- the tab that leads ------------------------------------------------------------------------

  let channel;

  const lead = () => {
    const tabs = new Map(); // tab → what it shows, what of that it must be told anew
    const latest = new Map(); // token → its newest event, of those the stream is of
    let since = heard;
    let source, timer;
    let asked = new Set(); // what the stream is of
    let renewed = new Set(); // what it was to tell anew
    let failures = 0;
    let events = []; // told, but not yet with the id that says: this is all

    const close = () => {
      clearTimeout(timer);
      source?.close();
      source = undefined;
      events = [];
    };

    const soon = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(open, wait);
    };

    const tell = (told) => {
      take(told);
      channel.postMessage(told);
    };

    const whole = () => [...tabs].filter(([, tab]) => !tab.needs.length).map(([name]) => name);

    const open = () => {
      close();
      asked = new Set([...tabs.values()].flatMap((tab) => tab.wants).slice(0, MOST));
      for (const token of latest.keys()) if (!asked.has(token)) latest.delete(token);
      const needed = new Set([...tabs.values()].flatMap((tab) => tab.needs));
      const known = [...asked].filter((token) => since && !needed.has(token));
      renewed = new Set([...asked].filter((token) => !known.includes(token)));
      source = new EventSource(`/-/live?f=${[...renewed].join("+")}&k=${known.join("+")}&at=${since}`);
      source.onopen = () => (failures = 0);
      source.onmessage = ({ data }) => events.push(JSON.parse(data));
      source.addEventListener("at", ({ lastEventId }) => {
        if (lastEventId.split(".")[0] !== since.split(".")[0]) latest.clear();
        since = lastEventId;
        for (const event of events) latest.set(event.f, event);
        for (const tab of tabs.values()) tab.needs = tab.needs.filter((token) => !latest.has(token));
        tell({ at: since, events, whole: whole() });
        events = [];
      });
      source.onerror = () => {
        events = []; // it is told again
        if (source.readyState !== EventSource.CLOSED) return; // the browser comes back by itself
        close();
        failures += 1;
        soon(Math.min(LONGEST, 2000 * 2 ** failures) * (0.5 + Math.random()));
      };
    };

    const meet = ({ here, wants, heard }) => {
      const knows = since && heard === since;
      const tab = { wants, needs: knows ? [] : wants.filter((token) => !latest.has(token)) };
      tabs.set(here, tab);
      const known = knows ? [] : wants.flatMap((token) => latest.get(token) ?? []);
      if (known.length) tell({ at: since, events: known, whole: whole() });
      const lacks = wants.some((token) => !asked.has(token)) || tab.needs.some((token) => !renewed.has(token));
      if ((!source || lacks) && !failures) soon(250);
    };

    channel.postMessage({ who: me });
    return { meet, close, miss: (tab) => tabs.delete(tab) };
  };

  // -- all tabs ----------------------------------------------------------------------------------

  let leading, stop;

  const say = () => {
    const mine = { here: me, wants: [...places.keys()], heard };
    if (leading) leading.meet(mine);
    else channel.postMessage(mine);
  };

  const stand = () => {
    const patience = new AbortController();
    let done;
    const until = new Promise((resolve) => (done = resolve));
    stop = () => {
      patience.abort();
      leading?.close();
      leading = stop = undefined;
      done();
    };
    navigator.locks.request(NAME, { signal: patience.signal }, () => {
      leading = lead();
      say();
      return until;
    }).catch(() => {}); // hidden or gone before it was its turn
  };

  const hear = ({ data }) => {
    if (data.who || data.here || data.gone) {
      if (data.who) say();
      else if (data.here) leading?.meet(data);
      else leading?.miss(data.gone);
    } else take(data);
  };

  const turn = () => {
    if (!channel) return;
    if (document.hidden) {
      stop?.();
      return;
    }
    if (!stop) stand();
    say(); // it may have slept
  };

  const begin = () => {
    channel = new BroadcastChannel(NAME);
    channel.onmessage = hear;
    if (document.hidden) say();
    turn();
  };

  if (window.EventSource && window.BroadcastChannel && navigator.locks) {
    let timer;
    const later = () => {
      clearTimeout(timer);
      if (places.size) timer = setTimeout(begin, LATER);
    };
    later();
    document.addEventListener("visibilitychange", turn);
    document.addEventListener("dateline:page", () => { // the radio has put another page in its place
      read();
      if (channel) say();
      else later();
    });
    addEventListener("pagehide", () => {
      clearTimeout(timer);
      stop?.();
      channel?.postMessage({ gone: me });
      channel?.close();
      channel = undefined;
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) later();
    });
  }
}
