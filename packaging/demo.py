"""Opens the program on sample data: ``./dev run``. Without a screen it does the same job offscreen.

The job: today's list, a visit recorded, a gift given, the visit report as PDF. Everything is left in
``build/demo``; the store's passphrase is "sample data".
"""

import argparse
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import stage

from kam_desktop import runtime
from kam_desktop.core import agenda, contacts, gifts, opening, reports, visits
from kam_desktop.core.rules.kinds import Channel, GiftCategory
from kam_desktop.core.store.database import Database
from kam_desktop.documents import file_names, visit_report
from kam_desktop.ui.navigation import Route

PLACE = Path(__file__).resolve().parents[1] / "build" / "demo"


def main() -> int:
    """Open the window, or do its work without one."""
    parser = argparse.ArgumentParser(prog="./dev run")
    parser.add_argument("--offscreen", action="store_true", help="no window: leave pictures and the PDF")
    parser.add_argument("--lang", choices=("zh_CN", "en"), default=runtime.system_language())
    parser.add_argument("--fresh", action="store_true", help="begin with new sample data")
    arguments = parser.parse_args()
    PLACE.mkdir(parents=True, exist_ok=True)
    return offscreen(arguments.lang) if arguments.offscreen else on_screen(arguments.lang, is_fresh=arguments.fresh)


def on_screen(lang: str, *, is_fresh: bool) -> int:
    """The window on the sample store, which is kept from one run to the next."""
    from PySide6.QtCore import QSettings

    from kam_desktop.app import Session, make_application

    folder = PLACE / "store"
    if is_fresh:
        shutil.rmtree(folder, ignore_errors=True)
    has_one = (folder / "vault.json").exists()
    store = (
        opening.unlock(folder, passphrase=stage.PASSPHRASE) if has_one else stage.make_store(folder, runtime.today())
    )
    print(f'Sample data in {folder}, passphrase "{stage.PASSPHRASE}"', flush=True)
    app = make_application()
    session = Session(app, folder, lang, QSettings(str(PLACE / "window.ini"), QSettings.Format.IniFormat))
    session.open_desk(store)
    code = app.exec()
    session.finish()
    return code


def offscreen(lang: str) -> int:
    """The main job without a screen."""
    folder, day = PLACE / "store-offscreen", stage.DAY
    shutil.rmtree(folder, ignore_errors=True)
    store = stage.make_store(folder)
    visit_id, client_id = do_the_job(store, day)
    report = store.read(lambda s: reports.visit_report(s, visit_id, today=day))
    pdf = PLACE / file_names.paper_name("visit", day, lang, client="sample")
    written = visit_report.write(report, pdf, lang=lang)
    with stage.session(folder, lang, "light") as session:
        session.open_desk(store)
        window = session.desk.window
        stage.settle(1.5)
        for name, route in (
            ("today", Route("today")), ("clients", Route("clients")), ("client", Route("client", client_id)),
            ("visit", Route("visit", visit_id)), ("preview", Route("preview", visit_id)), ("gifts", Route("gifts")),
        ):  # fmt: skip
            window.go(route)
            stage.settle(0.8)
            stage.grab(window, PLACE / f"{name}.png")
        session.desk.close()
    print("No screen here, so the same job was done offscreen:")
    print(f"  visit report ({written.pages} page(s)): {pdf}")
    print(f"  pictures of the pages: {PLACE}/*.png")
    print(f'  the encrypted store: {folder}, passphrase "{stage.PASSPHRASE}"')
    return 0


def do_the_job(store: Database, day: date) -> tuple[str, str]:
    """Take the first visit of Today's list, record it with a gift; returns the visit and the client."""

    def work(session: Any) -> tuple[str, str]:
        due = agenda.due(session, today=day)
        touch = next((each for each in due if each.channel is Channel.VISIT), due[0])
        people = contacts.of_client(session, touch.client_id)
        draft = visits.VisitDraft(
            touch.client_id, day, place="二楼会议室", contact_ids=tuple(each.id for each in people), touch_id=touch.id,
            objective="冬季备货与陈列", discussed="对方认可油样报告，愿意先试三个月；希望国庆检修时派人到场。\n聊到孩子今年上大学。",
            needs="检修现场技术支持", competitors="鼎泰送样一桶，尚未试用", impression=4, next_step="检修前电话确认到场人员",
            commitments=(visits.CommitmentDraft("寄出油样检测报告", date(2026, 9, 25)),),
            expenses=(visits.ExpenseDraft("高速", 8_600),),
        )  # fmt: skip
        visit_id = visits.record(session, draft, today=day)
        gift = gifts.GiftDraft(
            touch.client_id,
            people[0].id,
            "径山茶一盒",
            day,
            GiftCategory.TEA,
            9_800,
            origin="他四月提过爱喝绿茶",
            visit_id=visit_id,
        )
        gifts.record(session, gift, today=day)
        return visit_id, touch.client_id

    found: tuple[str, str] = store.write(work).value
    return found


if __name__ == "__main__":
    sys.exit(main())
