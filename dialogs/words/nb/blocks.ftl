# Hva kort og blokker sier om seg selv i en hvilken som helst chat.

expected-by-now = forventet til nå { $share }
field-choose = Velg
field-choose-scale = Velg { $low }–{ $high }
field-given = Du skrev: { $value }
field-needs-number = Skriv et tall her.
field-needs-choice = Velg ett av alternativene.
field-needs-words = Skriv noe her.
left-out = Det er ikke plass til mer her, så noe er utelatt. «/okr status» og enhetens navn viser én enhet om gangen.
