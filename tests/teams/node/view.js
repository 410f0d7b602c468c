// Draws cards with Microsoft's own renderer, and writes down all that it has to say about them.

function drawCard(json, host, place) {
  const seen = { events: [], markdown: [], sent: [] };
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text) => {
    seen.markdown.push(text);
  };
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(host);
  card.onExecuteAction = (action) => {
    seen.sent.push({ type: action.getJsonTypeName(), verb: action.verb, data: action.data });
  };
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  card.parse(json, context);
  for (let index = 0; index < context.eventCount; index++) {
    const event = context.getEventAt(index);
    seen.events.push(`${event.phase} ${event.event}: ${event.message}`);
  }
  for (const event of card.validateProperties().validationEvents) {
    seen.events.push(`${event.phase} ${event.event}: ${event.message}`);
  }
  const frame = document.createElement("div");
  frame.className = json.msteams && json.msteams.width === "full" ? "card wide" : "card";
  const drawn = card.render();
  if (drawn) {
    frame.appendChild(drawn);
  } else {
    seen.events.push("nothing was drawn");
  }
  place.appendChild(frame);
  window.lastCard = { card, seen, frame };
  return seen;
}

function drawShot(shot, host) {
  const place = document.createElement("section");
  const who = document.createElement("p");
  who.className = "who";
  who.innerHTML = "<b>Rytmi</b> ";
  who.append(shot.time);
  place.appendChild(who);
  document.body.appendChild(place);
  const seen = drawCard(shot.card, host, place);
  if (shot.only) {
    const only = document.createElement("p");
    only.className = "only";
    only.textContent = shot.only;
    place.appendChild(only);
  }
  return seen;
}
