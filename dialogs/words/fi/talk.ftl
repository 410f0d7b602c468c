# Komennot, ohje ja asetukset.

command-checkin = Tee tilannepäivitys tai korjaa vastaustasi
command-status = Yksikön tilanne; oma yksikkösi, jos et nimeä muuta
command-tree = Koko organisaatio yhdellä silmäyksellä
command-language = Kieli, jota käytän kanssasi
command-help = Tämä luettelo
argument-unit = [yksikkö]
argument-language = [en|fi|sv|nb]

help-title = Näin voin auttaa
help-lead = Kerran viikossa kysyn, miten pitkällä avaintuloksesi ovat ja kuinka luottavainen olet, ja tuon koosteen kokouksiinne.
help-unknown = En tunne komentoa ”{ $typed }”.
help-meant = Tarkoititko tätä?
help-table = Komennot
help-command = Komento
help-does = Mitä se tekee
help-usage = { $command } { $argument }
help-open = Kaikki organisaatiossa voivat lukea kaiken. Epäonnistuminen on sallittua; hiljaisuus näytetään hiljaisuutena.

language-ask = Mitä kieltä käytän kanssasi?
language-unknown = En osaa vielä kieltä ”{ $asked }”. Mitä näistä käytän?
language-now = Nyt: { $language }
language-set = Tästä lähtien käytän kanssasi tätä kieltä: { $language }.
