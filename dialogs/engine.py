"""Takes one event, gives one reply; everything else that must happen commits with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, assert_never

from dialogs.commands import SLASH, find
from dialogs.events import Answered, Commanded, Event, Moment, MomentKind, Pressed, Said
from dialogs.flow import (
    Act,
    Again,
    Answers,
    Ask,
    Finish,
    Flow,
    GoOn,
    Happening,
    KeepDigest,
    OpenObligations,
    RecordAnswers,
    SetLanguage,
    Situation,
    Step,
    Tell,
    Write,
)
from dialogs.okr.model import Person
from dialogs.ports import Store, TimeSource, Work
from dialogs.reading import looks_like_lines
from dialogs.replies import Close, Correct, Nothing, OpenForm, Reply, Show
from dialogs.session import LIFETIME, Session, SessionId
from dialogs.text import Reader, say
from dialogs.views import Form, Note, Paragraph, Quote, Tone, View


@dataclass(frozen=True, slots=True)
class Engine:
    """The one way in for events and moments, whatever door or clock they come from."""

    store: Store
    clock: TimeSource
    woken: Callable[[], None]
    """Called after each commit that may have put something into the outbox."""
    flows: Mapping[str, Flow]
    happenings: Mapping[MomentKind, Happening[Any]]

    async def handle(self, event: Event) -> Reply:
        """Answer an event; the same delivery again gets the same reply and does nothing."""
        reply = await self.store.write(
            event.origin.organisation, lambda work: self._once(work, event)
        )
        self.woken()
        return reply

    async def moment(self, moment: Moment) -> bool:
        """Do what a moment sets off; False when it was done before, by whomever."""
        done = await self.store.write(moment.organisation, lambda work: self._moment(work, moment))
        if done:
            self.woken()
        return done

    def _once(self, work: Work, event: Event) -> Reply:
        claim = work.claim(event.origin.delivery, self.clock.now())
        if not claim.first:
            return claim.reply if claim.reply is not None else _silence(work)
        reply = self._answer(work, event)
        work.keep_reply(event.origin.delivery, reply)
        return reply

    def _moment(self, work: Work, moment: Moment) -> bool:
        now = self.clock.now()
        if not work.claim_moment(moment, now):
            return False
        happening = self.happenings[moment.kind]
        writes, posts = happening.compose(happening.gather(work, moment, now))
        for write in writes:
            _write(work, write)
        work.post(posts)
        return True

    def _answer(self, work: Work, event: Event) -> Reply:
        person = work.person(event.origin.person)
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
            case Answered(_, session, _, values):
                return self._taken(work, event, person, work.session(session), values)
        assert_never(event)

    def _command(self, work: Work, event: Event, person: Person, text: str) -> Reply:
        word, _, rest = text.strip().partition(" ")
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
                return self._finish(work, situation, act(gather(work, situation)), form=False)
            case Ask():
                return self._ask(work, situation, flow, found)
        assert_never(found)

    def _step(self, flow: str, step: str) -> Step[Any] | None:
        found = self.flows.get(flow)
        return found.step(step) if found is not None else None

    def _ask(self, work: Work, situation: Situation, flow: str, step: Ask[Any]) -> Reply:
        facts = step.gather(work, situation)
        session = Session(
            id=_session_id(situation),
            person=situation.person.id,
            flow=flow,
            step=step.name,
            args=tuple(sorted({**situation.args, **step.settled(facts)}.items())),
            version=1,
            expires=situation.now + LIFETIME,
        )
        asked = step.ask(facts, session)
        if isinstance(asked, View):
            return Reply(situation.reader, Show(asked))
        work.save_session(session)
        return Reply(situation.reader, OpenForm(asked))

    def _taken(
        self, work: Work, event: Answered, person: Person, session: Session | None, values: Answers
    ) -> Reply:
        if session is None or session.person != person.id:
            reader = self._situation(work, event, person, {}).reader
            return Reply(reader, Show(_sentence("form-unknown")))
        situation = self._situation(work, event, person, dict(session.args))
        step = self._step(session.flow, session.step)
        if not isinstance(step, Ask):
            return Reply(situation.reader, Show(_sentence("button-old")))
        if session.done:
            return Reply(situation.reader, Close(_sentence("form-done")))
        if session.expires <= situation.now:
            return self._again(work, situation, step, session, values, Again((), say("form-old")))
        facts = step.gather_to_take(work, situation)
        outcome = step.take(facts, session, values)
        match outcome:
            case Again():
                return self._again(work, situation, step, session, values, outcome)
            case GoOn(name, args):
                work.save_session(replace(session, done=True))
                return self._open(work, event, person, session.flow, name, dict(args))
            case Finish():
                work.save_session(replace(session, done=True))
                return self._finish(work, situation, outcome, form=True)
        assert_never(outcome)

    def _again(
        self,
        work: Work,
        situation: Situation,
        step: Ask[Any],
        session: Session,
        values: Answers,
        again: Again,
    ) -> Reply:
        """Show the form again: everything typed is in it, each error stands at its field."""
        shown = replace(session, version=session.version + 1, expires=situation.now + LIFETIME)
        asked = step.ask(step.gather(work, situation), shown)
        if isinstance(asked, View):
            work.save_session(replace(session, done=True))
            return Reply(situation.reader, Close(_with_typed(asked, values)))
        work.save_session(shown)
        fields = {each.id for group in asked.groups for each in (*group.fields, *group.more)}
        given = tuple(sorted((name, value) for name, value in values.items() if name in fields))
        form: Form = replace(asked, given=given, errors=again.errors, notice=again.notice)
        return Reply(situation.reader, Correct(form))

    def _finish(self, work: Work, situation: Situation, finish: Finish, *, form: bool) -> Reply:
        for write in finish.writes:
            _write(work, write)
        work.post(finish.posts)
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


def _silence(work: Work) -> Reply:
    return Reply(_home(work), Nothing())


def _sentence(key: str) -> View:
    return View(say(key), (Paragraph(say(key), Tone.CARE), Note(say("status-hint"))))


def _with_typed(view: View, values: Answers) -> View:
    """Give back what was typed where there is no form any more to keep it in."""
    typed = "; ".join(value for _, value in sorted(values.items()) if value.strip())
    return replace(view, blocks=(*view.blocks, Quote(typed, say("line-typed")))) if typed else view


def _write(work: Work, write: Write) -> None:
    match write:
        case RecordAnswers(check_ins, weeks, standings):
            work.record(check_ins)
            for said in weeks:
                work.set_week(said.key_result, said.answer, said.progress)
            work.set_standings(standings)
        case OpenObligations(unit, week, key_results):
            work.open_obligations(unit, week, key_results)
        case SetLanguage(person, language):
            work.set_language(person, language)
        case KeepDigest(forum, period, digest):
            work.keep_digest(forum, period, digest)
        case _:
            assert_never(write)
