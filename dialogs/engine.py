"""Takes one event, gives one reply; everything else that must happen commits with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any, Final, assert_never

from dialogs.commands import SLASH, find
from dialogs.events import (
    Answered,
    Commanded,
    Dropped,
    Event,
    Moment,
    MomentKind,
    Pressed,
    Said,
    Turned,
)
from dialogs.flow import (
    Act,
    Aftermath,
    Again,
    Answers,
    Ask,
    Finish,
    Flow,
    GoOn,
    Happening,
    Mishap,
    Occasion,
    Situation,
    Step,
    Tell,
)
from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.model import ForumId, OrganisationId, Person, UnitId
from dialogs.opening import is_in_time, opens
from dialogs.ports import Almanac, Arrival, Store, TimeSource, Work
from dialogs.posts import Post, PostKey, PostKind, Spot, ToChannel, ToPerson
from dialogs.reading import looks_like_lines
from dialogs.replies import Close, Correct, Nothing, OpenForm, Reply, Show
from dialogs.session import FORGOTTEN, LIFETIME, Carried, Session, SessionId
from dialogs.text import Reader, say
from dialogs.views import Action, Button, Buttons, Form, Note, Paragraph, Quote, Tone, View
from dialogs.writes import NoteLedger, Write, write_down

_Composed = tuple[tuple[Write, ...], tuple[Post, ...]]

LONGEST_KEPT: Final = 500
"""Characters of a typed line that a button keeps for the form it opens; chats allow about 2,000
for all that a button carries."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The one way in for events and moments, whatever door or clock they come from."""

    store: Store
    clock: TimeSource
    woken: Callable[[], None]
    """Called after each commit that may have put something into the outbox."""
    flows: Mapping[str, Flow]
    happenings: Mapping[MomentKind, Happening[Any]]
    almanac: Almanac
    aftermath: Aftermath[Any]
    """What follows when a message will never arrive."""

    async def handle(self, event: Event) -> Reply:
        """Answer an event; the same delivery again gets the same reply and does nothing.

        What only shows something is looked up anew: there is nothing that could be done twice. So
        is a form that carries its own session: a repeat opens the same one.
        """
        organisation = event.origin.organisation
        if self._only_shows(event):
            shown = await self.store.glance(organisation, lambda work: self._shown(work, event))
            if shown is not None:
                return shown
        reply = await self.store.write(organisation, lambda work: self._once(work, event))
        if not isinstance(reply.act, OpenForm | Correct):  # with a form, nothing is sent yet
            self.woken()
        return reply

    async def moment(self, moment: Moment) -> bool:
        """Do what a moment sets off; False when it was done before, by whomever."""
        happening = self.happenings[moment.kind]
        early = None
        if happening.apart and moment.dropped is None:
            early = await self.store.read(
                moment.organisation, lambda work: self._composed(work, moment)
            )
        done = await self.store.write(
            moment.organisation, lambda work: self._moment(work, moment, early)
        )
        if done:
            self.woken()
        return done

    async def failed(self, organisation: OrganisationId, key: PostKey) -> None:
        """Tell those who can mend it that a message will never arrive; telling twice does nothing.

        Called for each message of which nobody has been told yet.
        """
        mishap = Mishap(key, self.clock.now(), self.almanac)

        def job(work: Work) -> None:
            _put(work, *self.aftermath.compose(self.aftermath.gather(work, mishap)))

        await self.store.write(organisation, job)
        self.woken()

    async def opens(self, organisation: OrganisationId, post: Post) -> datetime | None:
        """Return from when on a message may be sent, now or earlier: at once. None: it is stale.

        Most messages are in time, and cost no look into the database.
        """
        now = self.clock.now()
        if is_in_time(post, now):
            return now
        return await self.store.read(
            organisation, lambda work: opens(work, self.almanac, post, now)
        )

    def _once(self, work: Work, event: Event) -> Reply:
        origin = event.origin
        arrived = self._arrived(work, event)
        if arrived.repeat:
            return arrived.reply if arrived.reply is not None else _silence(work)
        if isinstance(event, Answered | Turned) and self._is_secret(arrived.session):
            event = _named_without_words(event)
            first = self._taken_before(work, event, arrived.session)
            if first is not None:
                return first
        reply = self._answer(work, event, arrived)
        if _is_heavy(reply):
            reply = _stored(work, reply)
        if not origin.waits:
            reply = self._as_message(work, event, reply)
        if not reply.secret:
            work.keep_reply(event.origin.delivery, reply, self.clock.now())
        return reply

    def _arrived(self, work: Work, event: Event) -> Arrival:
        """Look up who has done something, whether it was taken before, and what it answers."""
        person, delivery = event.origin.person, event.origin.delivery
        if not isinstance(event, Answered | Turned):
            return work.arrival(person, delivery)
        carried = event.carried
        arrived = work.arrival(person, delivery, event.session, carried=carried is not None)
        if arrived.session is None and carried is not None and self._counts(event, carried):
            return replace(arrived, session=carried.session)
        return arrived

    def _counts(self, event: Event, carried: Carried) -> bool:
        """Say whether what a form carried is believed where there is no row of it.

        Of one that has expired so long ago, the row may have been there and be forgotten.
        """
        session = carried.session
        return (
            carried.organisation == event.origin.organisation
            and session.expires + FORGOTTEN > self.clock.now()
            and _carries(event, self._step(session.flow, session.step))
        )

    def _is_secret(self, session: Session | None) -> bool:
        """Say whether what is sent with a form is secret; of an unknown one it may be."""
        if session is None:
            return True
        step = self._step(session.flow, session.step)
        return isinstance(step, Ask) and step.secret

    def _taken_before(
        self, work: Work, event: Answered | Turned, session: Session | None
    ) -> Reply | None:
        """Return what a secret form was answered when it was taken; None: it has not been."""
        person = event.origin.person
        if session is None or not session.done or session.person != person:
            return None
        return work.arrival(person, event.origin.delivery).reply

    def _as_message(self, work: Work, event: Event, reply: Reply) -> Reply:
        """Send what would be shown, where nobody waits for it; a stranger cannot be sent anything.

        It lies in the outbox together with what it tells of, so that neither is without the other.
        """
        origin = event.origin
        if not isinstance(reply.act, Show | Close) or work.person(origin.person) is None:
            return reply
        view = _without_typed(reply.act.view) if reply.secret else reply.act.view
        # Who has accounts in two chats is reached in one, and answered in the one they wrote in.
        spot = Spot(origin.door, origin.workspace, origin.account) if origin.account else None
        post = Post(
            key=PostKey(f"reply:{origin.delivery}"),
            kind=PostKind.REPLY,
            recipient=ToPerson(origin.person),
            reader=reply.reader,
            view=view,
            at=self.clock.now(),
            spot=spot,
        )
        work.post((post,))
        return replace(reply, act=Nothing())

    def _only_shows(self, event: Event) -> bool:
        """Say whether an event can do nothing but show something in the open request.

        A form counts where it can carry its session; a secret one never does: whoever has sent one
        would be told from those who have only opened it.
        """
        match event:
            case Commanded(_, text):
                found = self._named(text)
            case Said(_, text):
                line = looks_like_lines(text)
                found = None if line else self._named(text.removeprefix(SLASH))
            case Pressed(_, action):
                found = self._step(action.flow, action.step)
            case Answered() | Turned():
                found = None
            case _:
                assert_never(event)
        if not event.origin.waits:
            return False
        return isinstance(found, Tell) or _carries(event, found)

    def _named(self, text: str) -> Step[Any] | None:
        """Return the step that a typed command opens."""
        word = next(iter(text.split(maxsplit=1)), "help")
        command = find(word)
        if command is None:
            return self._step("help", "show")
        return self._step(command.flow, command.step)

    def _moment(self, work: Work, moment: Moment, early: _Composed | None) -> bool:
        if not work.claim_moment(moment, self.clock.now()):
            return False
        if moment.dropped in {Dropped.NO_WORKING_DAY, Dropped.MERGED}:
            work.note(_skipped(work, moment))
            return True
        writes, posts = early if early is not None else self._composed(work, moment)
        if moment.dropped is not None:
            work.note((*_missed(posts), *_noted(writes)) or _skipped(work, moment))
            return True
        _put(work, writes, posts)
        return True

    def _composed(self, work: Work, moment: Moment) -> _Composed:
        happening = self.happenings[moment.kind]
        # What is only recorded is seen from its own hour: who was away then, not who is now.
        now = self.clock.now() if moment.dropped is None else moment.planned
        occasion = Occasion(moment, now, self.almanac)
        return happening.compose(happening.gather(work, occasion))

    def _shown(self, work: Work, event: Event) -> Reply | None:
        """Return what is shown; None: a form that has to be stored."""
        reply = self._answer(work, event, self._arrived(work, event))
        return None if _is_heavy(reply) else reply

    def _answer(self, work: Work, event: Event, arrived: Arrival) -> Reply:
        person = arrived.person
        if person is None:
            home = _home(work)
            return Reply(home, Show(_sentence("person-unknown")))
        match event:
            case Commanded(_, text):
                return self._command(work, event, person, text)
            case Said(_, text) if looks_like_lines(text):
                return self._open(work, event, person, "check_in", "line", {"text": text})
            case Said(_, text):
                return self._command(work, event, person, text.removeprefix(SLASH))
            case Pressed(_, action):
                return self._open(work, event, person, action.flow, action.step, dict(action.args))
            case Answered(_, _, _, values) | Turned(_, _, _, values):
                return self._taken(work, event, person, arrived.session, values)
        assert_never(event)

    def _command(self, work: Work, event: Event, person: Person, text: str) -> Reply:
        # A line break or a no-break space parts words too: lines are pasted from anywhere.
        word, rest = (*text.split(maxsplit=1), "", "")[:2]
        command = find(word) if word else find("help")
        if command is None:
            return self._open(work, event, person, "help", "show", {"typed": text})
        args = {command.argument: rest.strip()} if command.argument is not None else {}
        return self._open(work, event, person, command.flow, command.step, args)

    def _open(
        self,
        work: Work,
        event: Event,
        person: Person,
        flow: str,
        step: str,
        args: Mapping[str, str],
    ) -> Reply:
        situation = self._situation(work, event, person, args)
        found = self._step(flow, step)
        match found:
            case None:
                return Reply(situation.reader, Show(_sentence("button-old")))
            case Tell(_, gather, tell):
                return Reply(situation.reader, Show(tell(gather(work, situation))))
            case Act(_, gather, act):
                outcome = act(gather(work, situation))
                if isinstance(outcome, GoOn):
                    return self._open(work, event, person, flow, outcome.step, dict(outcome.args))
                return self._finish(work, situation, outcome, form=False)
            case Ask():
                return self._ask(work, event, situation, flow, found)
        assert_never(found)

    def _step(self, flow: str, step: str) -> Step[Any] | None:
        found = self.flows.get(flow)
        return found.step(step) if found is not None else None

    def _ask(
        self, work: Work, event: Event, situation: Situation, flow: str, step: Ask[Any]
    ) -> Reply:
        origin = event.origin
        facts = step.gather(work, situation)
        session = Session(
            id=_session_id(situation),
            person=situation.person.id,
            flow=flow,
            step=step.name,
            args=tuple(sorted({**situation.args, **step.settled(facts)}.items())),
            version=1,
            expires=situation.now + LIFETIME,
            carried=_carries(event, step),
        )
        asked = step.ask(facts, session)
        if isinstance(asked, View):
            return Reply(situation.reader, Show(asked))
        if step.secret and _is_done(work, session.id):
            return Reply(situation.reader, Show(_form_sent()))
        if not (origin.waits or origin.opens):
            args = {name: value[:LONGEST_KEPT] for name, value in situation.args.items()}
            again = Action(flow, step.name, tuple(sorted(args.items())))
            return Reply(situation.reader, Show(_waiting(asked, again)))
        if session.carried:
            carried = Carried(origin.organisation, session)
            return Reply(situation.reader, OpenForm(replace(asked, carried=carried)))
        work.save_session(session)
        return Reply(situation.reader, OpenForm(asked), secret=step.secret)

    def _taken(
        self,
        work: Work,
        event: Answered | Turned,
        person: Person,
        session: Session | None,
        page: Answers,
    ) -> Reply:
        if session is None or session.person != person.id:
            reader = self._situation(work, event, person, {}).reader
            typed = _with_typed(_sentence("form-unknown"), page)
            return Reply(reader, Close(typed), secret=True)
        situation = self._situation(work, event, person, dict(session.args))
        step = self._step(session.flow, session.step)
        if not isinstance(step, Ask):
            return Reply(situation.reader, Close(_with_typed(_sentence("button-old"), page)))
        if step.secret:
            return self._taken_in_secret(work, event, situation, step, session)
        if session.done:
            return Reply(situation.reader, Close(_sentence("form-done")))
        values = {**dict(session.given), **page}
        if isinstance(event, Turned):
            # In pages from here on: what is shown again is kept, and not only shown.
            session = replace(session, given=tuple(sorted(values.items())))
        if session.expires <= situation.now:
            return self._again(work, situation, step, session, values, Again((), say("form-old")))
        if isinstance(event, Turned):
            return self._turned(work, situation, step, session, page)
        return self._concluded(work, event, situation, step, session, values)

    def _taken_in_secret(
        self,
        work: Work,
        event: Answered | Turned,
        situation: Situation,
        step: Ask[Any],
        session: Session,
    ) -> Reply:
        """Take what is kept nowhere but in what the step writes.

        As long as nothing is written a repeat is worked out anew, from what it brings itself: it
        shows the same. So the showing that it was sent from counts, and not the last one. However
        long such a form has lain open, what it is about is looked at anew when it comes.
        """
        if session.done:
            return Reply(
                situation.reader, Close(_with_typed(_form_sent(), event.values)), secret=True
            )
        answered = replace(session, version=min(event.version, session.version))
        if isinstance(event, Turned):
            reply = self._again(work, situation, step, answered, event.values, Again(()))
        else:
            reply = self._concluded(work, event, situation, step, answered, event.values)
        return replace(reply, secret=True) if isinstance(reply.act, Correct) else reply

    def _concluded(
        self,
        work: Work,
        event: Answered | Turned,
        situation: Situation,
        step: Ask[Any],
        session: Session,
        values: Answers,
    ) -> Reply:
        """Take the answers, and do what follows from them."""
        facts = step.gather_to_take(work, situation)
        outcome = step.take(facts, session, values)
        match outcome:
            case Again():
                return self._again(work, situation, step, session, values, outcome)
            case GoOn(name, args):
                work.end_session(session)
                reply = self._open(work, event, situation.person, session.flow, name, dict(args))
                # The step may only say that it is done: then the form has to make way.
                act = Close(reply.act.view) if isinstance(reply.act, Show) else reply.act
                return replace(reply, act=act)
            case Finish():
                reply = self._finish(work, situation, outcome, form=True)
                if outcome.taken or not step.secret:
                    work.end_session(session)
                    return reply
                view = _with_typed(outcome.view, values)
                return replace(reply, act=Close(view), secret=True)
        assert_never(outcome)

    def _turned(
        self, work: Work, situation: Situation, step: Ask[Any], session: Session, page: Answers
    ) -> Reply:
        """Keep a page of a form; what is wrong on it is said at once, and not on the last page.

        What is missing from the whole may still come, and what is wrong on another page is said
        when that one is sent. But where the form itself has changed meanwhile, that is said now:
        later it would be too late to see what became of this page.
        """
        values = dict(session.given)
        facts = step.gather(work, situation)
        outcome = step.take(facts, session, values)
        wrong = Again(())
        if isinstance(outcome, Again) and not outcome.unfinished:
            here = tuple((name, text) for name, text in outcome.errors if name in page)
            wrong = Again(here, None if outcome.errors else outcome.notice)
        reply = self._shown_again(work, situation, step, session, (facts, values), wrong)
        if wrong.errors or wrong.notice is not None or not isinstance(reply.act, Correct):
            return reply
        return replace(reply, act=OpenForm(reply.act.form))

    def _again(
        self,
        work: Work,
        situation: Situation,
        step: Ask[Any],
        session: Session,
        values: Answers,
        again: Again,
    ) -> Reply:
        facts = step.gather(work, situation)
        return self._shown_again(work, situation, step, session, (facts, values), again)

    def _shown_again(
        self,
        work: Work,
        situation: Situation,
        step: Ask[Any],
        session: Session,
        known: tuple[Any, Answers],
        again: Again,
    ) -> Reply:
        """Show the form again: everything typed is in it, each error stands at its field.

        Of what the form has no field for any more nothing is kept: it has been said, or is now.
        """
        facts, values = known
        shown = replace(
            session,
            args=tuple(sorted({**dict(session.args), **step.settled(facts)}.items())),
            version=session.version + 1,
            expires=situation.now + LIFETIME,
        )
        asked = step.ask(facts, shown)
        if isinstance(asked, View):
            if not step.secret:
                work.end_session(session)
            return Reply(situation.reader, Close(_with_typed(asked, values)), secret=step.secret)
        fields = {each.id for group in asked.groups for each in (*group.fields, *group.more)}
        typed = {name: value for name, value in values.items() if name in fields}
        work.save_session(replace(shown, given=tuple(sorted(typed.items())) if shown.given else ()))
        # What the person had said before and has not been shown yet, on a later page, stays.
        given = tuple(sorted({**dict(asked.given), **typed}.items()))
        form: Form = replace(asked, given=given, errors=again.errors, notice=again.notice)
        return Reply(situation.reader, Correct(form))

    def _finish(self, work: Work, situation: Situation, finish: Finish, *, form: bool) -> Reply:
        _put(work, finish.writes, finish.posts)
        reader = finish.reader if finish.reader is not None else situation.reader
        return Reply(reader, Close(finish.view) if form else Show(finish.view))

    def _situation(
        self, work: Work, event: Event, person: Person, args: Mapping[str, str]
    ) -> Situation:
        home = _home(work, person)
        return Situation(
            now=self.clock.now(),
            person=person,
            reader=Reader(person.language or home.language, person.zone or home.zone),
            home=home,
            delivery=event.origin.delivery,
            args=args,
            almanac=self.almanac,
        )


def _home(work: Work, person: Person | None = None) -> Reader:
    """Return how a person's unit reads, else the organisation."""
    reader = Reader(work.organisation.language, work.organisation.zone)
    units = work.units_of(person.id) if person is not None else ()
    for unit, _ in units[:1]:
        return Reader(unit.language or reader.language, unit.zone or reader.zone)
    return reader


def _session_id(situation: Situation) -> SessionId:
    """Name a session after the delivery that opened it, so that a repeat opens the same one."""
    named = f"{situation.person.id}\n{situation.delivery}".encode()
    return SessionId(hashlib.sha256(named).hexdigest()[:32])


def _named_without_words(event: Answered | Turned) -> Answered | Turned:
    """Name a delivery after its form alone: doors name one after what was typed, too.

    From such a name it could be found out whether somebody has typed certain words.
    """
    return replace(event, origin=replace(event.origin, delivery=f"form:{event.session}"))


def _is_done(work: Work, name: SessionId) -> bool:
    known = work.session(name)
    return known is not None and known.done


def _carries(event: Event, step: Step[Any] | None) -> bool:
    """Say whether a step's form carries its session, when it is opened by this."""
    return event.origin.carries and isinstance(step, Ask) and not step.secret


def _is_heavy(reply: Reply) -> bool:
    """Say whether a reply opens a form with a session that is too long for it to carry."""
    match reply.act:
        case OpenForm(Form(carried=Carried(session=session))):
            return not session.is_light
        case _:
            return False


def _stored(work: Work, reply: Reply) -> Reply:
    """Store the session of a form that would have to carry it."""
    match reply.act:
        case OpenForm(Form(carried=Carried(session=session)) as form):
            work.save_session(replace(session, carried=False))
            return replace(reply, act=OpenForm(replace(form, carried=None)))
        case _:
            return reply


def _silence(work: Work) -> Reply:
    return Reply(_home(work), Nothing())


def _sentence(key: str) -> View:
    return View(say(key), (Paragraph(say(key), Tone.CARE), Note(say("status-hint"))))


def _waiting(form: Form, action: Action) -> View:
    """Offer a form where there is no open request to open it in."""
    button = Button(say("form-open"), action, main=True)
    return View(form.title, (Paragraph(say("form-waits", form=form.title)), Buttons((button,))))


def _with_typed(view: View, values: Answers) -> View:
    """Give back what was typed where there is no form any more to keep it in."""
    typed = "; ".join(value for _, value in sorted(values.items()) if value.strip())
    return replace(view, blocks=(*view.blocks, Quote(typed, say("line-typed")))) if typed else view


def _without_typed(view: View) -> View:
    """Leave out what `_with_typed` has added."""
    typed = say("line-typed")
    kept = (each for each in view.blocks if not (isinstance(each, Quote) and each.source == typed))
    return replace(view, blocks=tuple(kept))


def _form_sent() -> View:
    """Say that a form which is taken once has been taken."""
    return View(say("form-sent"), (Paragraph(say("form-sent"), Tone.CARE),))


_KIND: Final[Mapping[MomentKind, PostKind]] = {
    MomentKind.ASK: PostKind.PROMPT,
    MomentKind.REMIND: PostKind.REMINDER,
    MomentKind.DIGEST: PostKind.DIGEST,
    MomentKind.RETRO: PostKind.RETRO,
    MomentKind.OPENING: PostKind.OPENING,
    MomentKind.CHANGES: PostKind.CHANGES,
}
_REASON: Final[Mapping[Dropped, Reason]] = {
    Dropped.NO_WORKING_DAY: Reason.NO_WORKING_DAY,
    Dropped.MERGED: Reason.MERGED,
    Dropped.DOWNTIME: Reason.DOWNTIME,
}


def _missed(posts: Sequence[Post]) -> tuple[LedgerEntry, ...]:
    """Write down what a moment would have sent, had it come while that was of use."""
    return tuple(
        LedgerEntry(
            key=post.key,
            kind=post.kind,
            recipient=post.recipient,
            unit=post.planned.unit,
            period=post.planned.period,
            at=post.planned.at,
            fate=LedgerFate.MISSED,
            reason=Reason.DOWNTIME,
            zone=post.reader.zone,
            moved_from=post.planned.moved_from,
        )
        for post in posts
        if post.planned is not None
    )


def _noted(writes: Iterable[Write]) -> tuple[LedgerEntry, ...]:
    """Return what the record would have said of those who would have been sent nothing."""
    noted = (write.entries for write in writes if isinstance(write, NoteLedger))
    return tuple(chain.from_iterable(noted))


def _skipped(work: Work, moment: Moment) -> tuple[LedgerEntry, ...]:
    """Write one line for a moment that looked nobody up; none where its unit is gone."""
    forum = work.forum(ForumId(moment.subject)) if moment.kind is MomentKind.DIGEST else None
    unit = work.unit(forum.unit if forum is not None else UnitId(moment.subject))
    if unit is None or moment.dropped is None:
        return ()
    stale = moment.dropped is Dropped.DOWNTIME
    entry = LedgerEntry(
        key=PostKey(moment.key),
        kind=_KIND[moment.kind],
        recipient=None if forum is None else ToChannel(forum.channel),
        unit=unit.id,
        period=moment.period,
        at=moment.planned,
        fate=LedgerFate.MISSED if stale else LedgerFate.SKIPPED,
        reason=_REASON[moment.dropped],
        zone=unit.zone or work.organisation.zone,
        moved_from=moment.moved_from,
    )
    return (entry,)


def _put(work: Work, writes: Sequence[Write], posts: Sequence[Post]) -> None:
    for write in writes:
        write_down(work, write)
    work.post(posts)
