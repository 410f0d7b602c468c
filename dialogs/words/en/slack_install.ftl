# The pages that a browser shows when Rytmi is installed into a Slack workspace.

slack-install-done = Rytmi is now in { $workspace }
slack-install-next = One step is left: to say which organisation this workspace belongs to. Pass this line on to whoever runs Rytmi; it is typed on the server, with the organisation’s id in place of ID.
slack-install-connected = The workspace is connected with its organisation already. There is nothing left to do.
slack-install-not = Rytmi was not installed
slack-install-stopped = The installation was stopped in Slack. Nothing has changed.
slack-install-old = The installation had been open for too long, or it was begun in another browser. Begin again, and stay in the same browser.
slack-install-refused = Slack did not accept the installation. Begin again. If it happens once more, tell whoever runs Rytmi that Slack says “{ $code }”.
slack-install-silent = Slack is not answering at the moment. Nothing was installed. Try again in a few minutes.
slack-install-unsaved = The installation could not be saved at the moment. Begin again in a few minutes.
slack-install-again = Begin again
