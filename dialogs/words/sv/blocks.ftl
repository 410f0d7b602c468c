# Vad kort och block säger om sig själva i vilken chatt som helst.

expected-by-now = väntat hittills { $share }
field-choose = Välj
field-choose-scale = Välj { $low }–{ $high }
field-given = Du skrev: { $value }
field-needs-number = Skriv ett tal här.
field-needs-choice = Välj ett av alternativen.
field-needs-words = Skriv något här.
left-out = Det ryms inte mer här, så en del saknas. ”/okr status” och enhetens namn visar en enhet i taget.
