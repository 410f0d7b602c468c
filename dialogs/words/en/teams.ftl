# What the Teams door says by itself, where no conversation has the word.

teams-answered = The answer is here in our chat.
teams-slow = This takes longer than Teams waits. Press the button again in a moment; nothing is done twice.
teams-slow-form = This takes longer than Teams waits. Everything you typed is still here: send it again in a moment. Nothing is saved twice.
teams-unavailable = Rytmi cannot reach its database right now. Please try again in a few minutes; nothing is saved twice.
teams-unreached = Microsoft did not answer Rytmi just now. Please try again in a moment.
teams-failed = Something went wrong in Rytmi, and it has been written to the log. Please try again; if it happens once more, tell whoever runs Rytmi.
teams-undrawn = Rytmi has taken in what you did, but could not show the result. It has been written to the log; write status to see how things stand.
teams-not-installed = Rytmi is not in use in this organisation’s Teams any more. Ask whoever runs Rytmi.
teams-not-connected = Rytmi is installed here but does not yet know which organisation this Teams belongs to. Whoever runs Rytmi can connect the two: rytmi teams connect { $tenant } --org ID
teams-person-unknown = I don’t know yet who you are in your organisation: your e-mail address is not in its list of people. Send your Microsoft user id, { $user }, to whoever runs Rytmi. They can connect it to you: rytmi teams pair PERSON { $user }
teams-foreign = This card was not made by Rytmi for this organisation and does nothing here. Write help to start again.
teams-too-long = That is too long to read at once: at most { $most } characters, please.
