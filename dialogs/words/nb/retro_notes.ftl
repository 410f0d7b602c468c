# Notater, temaer og stemmer i en evaluering.

notes-named = med navn
notes-anonymous = uten navn
notes-manner-named = Med navn: hvert notat viser hvem som har skrevet det, for alle i organisasjonen når skrivingen er avsluttet.
notes-manner-anonymous = Uten navn: ingen får vite hvem som har skrevet hva, og Rytmi lagrer det ikke. Notatene stokkes og vises samlet, først når minst { $fewest } har skrevet. Det som er sendt, kan ikke endres eller trekkes tilbake.
notes-manner-title = Med eller uten navn?
notes-manner-intro = Bestem det før noen skriver. Det kan ikke endres etterpå, og det står i skjemaet.
notes-manner-group = Teamets notater
notes-manner-field = Skal notatene ha navn?
notes-manner-submit = Bestem og be medlemmene skrive
notes-option-named = Med navn
notes-option-anonymous = Uten navn
notes-too-few-members = Notater uten navn krever minst { $fewest } medlemmer, ellers kan man gjette hvem som har skrevet. Denne enheten har { $count }.
notes-manner-decided = Det er allerede bestemt: notatene skrives { $manner }. Det gjelder gjennom hele evalueringen.
notes-manner-done = { $count ->
    [one] Notatene skrives { $manner }. Ett medlem blir bedt om å skrive.
   *[other] Notatene skrives { $manner }. { $count } medlemmer blir bedt om å skrive.
}
notes-away = { $count ->
    [one] Ett medlem er borte og blir ikke spurt, men kan delta likevel.
   *[other] { $count } medlemmer er borte og blir ikke spurt, men kan delta likevel.
}

notes-call-title = { $unit } evaluerer { $cycle }: hva mener du?
notes-nudge-title = { $unit } evaluerer { $cycle }: du rekker fortsatt å skrive
notes-call = Hva gikk bra, hva gikk mindre bra, hva bør endres? Noen få linjer er nok. Fasilitator: { $facilitator }.
notes-call-why = Du blir spurt fordi du hører til { $unit }. Det er frivillig å delta.
notes-write = Skriv
notes-write-more = Skriv mer

notes-form-title = { $unit }: evaluering av { $cycle }
notes-form-intro = Én tanke per linje. Det er lov å mislykkes: det er det vi lærer av.
notes-form-group = Tankene dine
notes-form-submit = Send
notes-field-well = Hva gikk bra
notes-field-not-well = Hva gikk mindre bra
notes-field-change = Hva vi endrer fra neste periode
notes-hint = Én tanke per linje, høyst { $most } linjer på { $longest } tegn i hvert felt.
notes-adds = Du har skrevet tidligere. Det du sender nå, legges til.
notes-mine-well = Du skrev (gikk bra): { $text }
notes-mine-not-well = Du skrev (gikk mindre bra): { $text }
notes-mine-change = Du skrev (endring): { $text }
notes-empty = Skriv minst én tanke, i det feltet du vil.
notes-too-many = { $count } linjer er for mange: behold de { $most } viktigste.
notes-too-long = Linje { $number } har { $count } tegn. Kort den ned til { $longest }, eller del den på to linjer.
notes-thanks = Takk, notatene dine er lagret.
notes-written = { $done } av { $of } har skrevet.
notes-once = Et skjema kan sendes én gang. Åpne et nytt hvis du vil legge til noe.
notes-not-yet = Skrivingen har ikke begynt ennå. Du får beskjed når den begynner.
notes-over = Skrivingen er avsluttet.

notes-no-retro = Jeg finner ikke den evalueringen.
notes-not-yours = Dette kan bare gjøres av dem som leder eller fasiliterer enheten eller en enhet over den.
notes-not-a-member = Bare medlemmer av { $unit } skriver og stemmer.
notes-elsewhere = Evalueringen er nå på dette trinnet: { $step }. Knappen hører til et annet.
notes-to-board = Til evalueringen

notes-remind = Minn om det
notes-reminded = De som ikke har skrevet ennå, får en påminnelse. Det skjer én gang, og ingen får vite hvem de er.
notes-reminded-before = De er allerede påminnet én gang, og det er nok.
notes-all-wrote = Alle har skrevet. Du kan vise notatene.
notes-reveal = Avslutt skrivingen og vis notatene
notes-nobody = Ingen har skrevet ennå.
notes-too-few = { $count ->
    [one] Bare én har skrevet. Notater uten navn vises først når { $fewest } har skrevet, ellers kan man gjette hvem som har skrevet.
   *[other] Bare { $count } har skrevet. Notater uten navn vises først når { $fewest } har skrevet, ellers kan man gjette hvem som har skrevet.
}
notes-too-early = Du kan vente, minne om det én gang eller gå videre uten notatene.
notes-without = Gå videre uten notatene
notes-without-sure = Gå videre uten notatene? Alt som er skrevet, blir da slettet uten at noen har lest det.
notes-without-do = Slett notatene og gå videre
notes-can-be-shown = Mange nok har skrevet, så ingenting trenger å slettes. Vis notatene.
notes-dropped = Notatene er slettet, ulest. Nå blir teamet enige om endringer.
notes-revealed = { $count ->
    [one] Skrivingen er avsluttet. Det er ett notat.
   *[other] Skrivingen er avsluttet. Det er { $count } notater.
}
notes-reopen = Åpne skrivingen igjen
notes-reopened = Nå kan man skrive igjen.
notes-stay-shut = Disse notatene har ingen navn og er allerede vist. Om noen kunne legge til nå, ville det vise hvem de nye er fra. Derfor er skrivingen stengt.

notes-see = Les notatene
notes-title = { $unit }: notater om { $cycle }
notes-count = { $wrote ->
    [one] { $count ->
        [one] Ett notat fra én person.
       *[other] { $count } notater fra én person.
    }
   *[other] { $count ->
        [one] Ett notat fra { $wrote } personer.
       *[other] { $count } notater fra { $wrote } personer.
    }
}
notes-shuffled = Skrevet uten navn. Rekkefølgen sier ingenting om hvem som skrev hva, eller når.
notes-hidden = Notatene vises samlet når skrivingen er avsluttet.
notes-none = Denne evalueringen har ingen notater.
notes-signs = + gikk bra   − gikk mindre bra   → endring
notes-line-well = + { $note }
notes-line-not-well = − { $note }
notes-line-change = → { $note }
notes-by = { $text } ({ $who })
notes-other = Annet
notes-theme-empty = Ingen notater ennå.
notes-theme-dots = { $dots ->
    [one] { $theme } – én stemme
   *[other] { $theme } – { $dots } stemmer
}

notes-group = Grupper notatene
notes-group-title = Navn på temaene
notes-group-intro = { $proposed ->
    [0] Det er { $count } notater. Ingen talende ord går igjen i dem, så navnene må du finne på selv.
    [one] Det er { $count } notater. Ett tema er foreslått, fordi flere notater har et ord felles. Gi det et annet navn om du vil, og legg til flere.
   *[other] Det er { $count } notater. { $proposed } temaer er foreslått, fordi notatene har ord felles. Gi dem andre navn om du vil, og legg til flere.
}
notes-group-again = Det er { $count } notater og { $proposed } temaer. Gi dem andre navn om du vil, og legg til flere.
notes-group-clear = Tømmer du et navn, havner notatene under «Annet». Etterpå kan du flytte enkelte notater.
notes-group-names = Temaer
notes-group-submit = Grupper
notes-theme-name = Tema { $number }
notes-theme-long = Kort ned navnet til { $longest } tegn, så det får plass der man stemmer.
notes-theme-twice = Et annet tema har allerede dette navnet.
notes-theme-none = Gi minst ett tema et navn.
notes-grouped = { $count ->
    [one] Det er ett tema.
   *[other] Det er { $count } temaer.
}
notes-theme-count = { $count ->
    [0] { $theme }: ingen notater ennå
    [one] { $theme }: ett notat
   *[other] { $theme }: { $count } notater
}
notes-other-count = { $count ->
    [one] Annet: ett notat
   *[other] Annet: { $count } notater
}
notes-names = Navn på temaene
notes-move-well = Flytt: gikk bra ({ $count })
notes-move-not-well = Flytt: gikk mindre bra ({ $count })
notes-move-change = Flytt: endring ({ $count })
notes-no-themes = Det er ingen temaer ennå. Gi dem navn først.
notes-sort-intro = { $count ->
    [one] Velg tema for notatet. Er det tomt, havner notatet under «Annet».
   *[other] Velg tema for hvert notat. Det som står tomt, havner under «Annet».
}
notes-sort-group = Notater
notes-sort-submit = Flytt
notes-agree = Bli enige om endringer

vote-open = La medlemmene stemme
vote-opened = { $count ->
    [one] Avstemningen er åpen. Ett medlem blir spurt.
   *[other] Avstemningen er åpen. { $count } medlemmer blir spurt.
}
vote-too-few-themes = Med færre enn { $fewest } temaer som har notater, er det ingenting å velge mellom. Gi flere temaer navn, eller gå videre uten avstemning.
vote-without = Gå videre uten avstemning
vote-call-title = { $unit } evaluerer { $cycle }: hva er viktigst?
vote-call = Notatene ga { $count } temaer. Gi { $dots } stemmer til det teamet bør ta tak i.
vote-write = Stem
vote-again = Endre stemmene mine
vote-title = { $unit }: stemmer om { $cycle }
vote-intro = Du har { $dots } stemmer. Alle kan gå til samme tema, og du trenger ikke bruke alle.
vote-secret = Ingen ser hvem stemmene er fra. Summene vises når avstemningen er avsluttet.
vote-group = Stemmene dine
vote-dot = Stemme { $number }
vote-submit = Gi stemmene
vote-none = Gi minst én stemme.
vote-thanks = Takk, stemmene dine er lagret.
vote-turnout = { $done } av { $of } har stemt.
vote-replaces = Til avstemningen avsluttes, kan du stemme på nytt: de nye stemmene erstatter de tidligere.
vote-not-yet = Avstemningen har ikke begynt ennå. Du får beskjed når den begynner.
vote-over = Avstemningen er avsluttet.
vote-closed = { $done } av { $of } har stemt. Avstemningen er avsluttet.
vote-line = { $dots ->
    [one] { $theme } – én stemme
   *[other] { $theme } – { $dots } stemmer
}
