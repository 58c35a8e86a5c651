"""How the day goes, in a few sentences, and what the page at hand is for: the beginning of F1."""

from PySide6.QtCore import QObject


class DayGuide(QObject):
    """Only words."""

    def sentences(self, page: str) -> list[str]:
        """Five for every day; before them one on this page, where it is one of the sidebar or a dossier."""
        of_page = {
            "today": self.tr("Here: who is to be contacted, the most important first, and why. At the right stands what to say and what not."),
            "clients": self.tr("Here: all clients as a list. F filters, Enter opens the dossier, a right click shows what else can be done."),
            "client": self.tr("Here: all that is known of one client. V plans a visit, L logs a contact, P notes a promise."),
            "contact": self.tr("Here: one person with everything that was ever said and given. X notes that they leave, S who follows."),
            "agenda": self.tr("Here: the plan by week or month. R moves a touch; what does not fit on its day stands at the right."),
            "visits": self.tr("Here: all visits, planned and reported. Enter opens one: prepare it, write what came of it, submit."),
            "visit": self.tr("Here: one visit. Before it the preparation, afterwards the report, which saves itself; Submit hands it in."),
            "gifts": self.tr("Here: gifts given and received. Limits and repeats are told while you write, before anything is given."),
            "care": self.tr("Here: contracts, services, campaigns and value; what falls due becomes a touch by itself."),
            "calls": self.tr("Here: people to call, one at a time: 1 reached, 2 not reached, 3 later."),
            "import": self.tr("Here: lists from elsewhere come in. You see what would change before anything does, and can undo it."),
        }  # fmt: skip
        every_day = [
            self.tr("In the morning look at Today and work down the list: D done, R another day, S skip with a reason."),
            self.tr("Ctrl+K finds clients, people and everything the program can do; pinyin initials will do."),
            self.tr("After each call, message or meeting press Ctrl+N: who, what came of it, and when next."),
            self.tr("The program plans contacts ahead by tier, dates and history; what you move by hand stays where you put it."),
            self.tr("Reports print as PDF with Ctrl+P, lists go out with Export, and a backup is made by itself each day."),
        ]  # fmt: skip
        return [*([of_page[page]] if page in of_page else []), *every_day]
