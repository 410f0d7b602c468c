# Mitä Teams näyttää Rytmi-sovelluksesta, ennen kuin kukaan on kirjoittanut sille: kuvaus ja valikon komennot.

manifest-short = Pitää OKR-tavoitteet elossa: tilannepäivitys viikoittain, koosteet foorumeille
manifest-full = Rytmi kysyy jokaiselta tiimiltä kerran viikossa, miten pitkällä avaintulokset ovat ja miten todennäköisesti ne saavutetaan. Vastaaminen vie alle minuutin. Rytmi muistuttaa kerran eikä koskaan kysy mitään poissa olevilta. Koosteet se lähettää johtamisfoorumien kanaville kunkin foorumin kokousrytmissä. Rytmi ei lue kanavia, vaan ainoastaan sille kirjoitetut viestit ja viestit, joissa se mainitaan.

word-checkin = tilannepäivitys
word-home = omat
word-status = tilanne
word-tree = organisaatio
word-retros = arvioinnit
word-changes = muutokset
word-away = poissa
word-back = takaisin
word-reminders = muistutukset
word-language = kieli
word-why = miksi
word-ledger = lähetysloki
word-meetings = kokoukset
word-retro = arviointi
word-cycle = jakso
word-help = ohje
