# Sidorna som webbläsaren visar när Rytmi installeras i en Slack-arbetsyta.

slack-install-done = Rytmi finns nu i { $workspace }
slack-install-next = Ett steg återstår: att ange vilken organisation arbetsytan hör till. Skicka den här raden till den som driver Rytmi. Den skrivs på servern, med organisationens id i stället för ID.
slack-install-connected = Arbetsytan är redan kopplad till sin organisation. Inget mer behövs.
slack-install-not = Rytmi installerades inte
slack-install-stopped = Installationen avbröts i Slack. Ingenting har ändrats.
slack-install-old = Installationen hade varit öppen för länge, eller så påbörjades den i en annan webbläsare. Börja om och stanna i samma webbläsare.
slack-install-refused = Slack godtog inte installationen. Börja om. Om det händer igen, berätta för den som driver Rytmi att Slack svarar ”{ $code }”.
slack-install-silent = Slack svarar inte just nu. Ingenting har installerats. Försök igen om några minuter.
slack-install-unsaved = Installationen kunde inte sparas just nu. Gör om det om några minuter.
slack-install-again = Börja om
