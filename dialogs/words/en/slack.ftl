# What the Slack door says by itself, where no conversation has the word.

slack-slow = This takes longer than Slack waits. I am still at it, and the answer will come here as soon as it is ready.
slack-slow-form = This takes longer than Slack waits. Everything you typed is still here: send it again in a moment. Nothing is saved twice.
slack-form-late = The form was not ready in time for Slack. Please try again.
slack-unavailable = Rytmi cannot reach its database right now. Please try again in a few minutes; nothing is saved twice.
slack-unreached = Slack did not answer Rytmi just now. Please try again in a moment.
slack-failed = Something went wrong in Rytmi, and it has been written to the log. Please try again; if it happens once more, tell whoever runs Rytmi.
slack-undrawn = Rytmi has taken in what you did, but could not show the result. It has been written to the log; /okr status shows how things stand.
slack-not-installed = Rytmi is not installed in this Slack workspace any more. Ask your Slack administrator to install it again.
slack-not-connected = Rytmi is installed here but does not yet know which organisation this workspace belongs to. Whoever runs Rytmi can connect the two: rytmi slack connect { $workspace } --org ID
slack-person-unknown = I don’t know yet who you are in your organisation: your e-mail address is not in its list of people. Send your Slack id, { $user }, to whoever runs Rytmi. They can connect it to you: rytmi slack pair PERSON { $user }
slack-foreign = This button or form comes from another workspace and does nothing here. Start again with /okr.
slack-too-long = That is too long to read at once: at most { $most } characters, please.
