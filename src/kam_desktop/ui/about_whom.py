"""Which client, and which of its people, a page is about: Ctrl+N begins there (D-2.8)."""

from typing import Any, Final, NamedTuple

from kam_desktop.ui.navigation import Route

_OF_CLIENT: Final = {"client", "map", "purchases", "business", "files", "handover", "client_form"}
_OF_CONTACT: Final = {"contact", "contact_form"}
_OF_VISIT: Final = {"visit", "versions"}
_OF_GIFT: Final = {"gift", "gift_form"}


class About(NamedTuple):
    """Both are empty on a page that is about nobody."""

    client_id: str = ""
    contact_id: str = ""


def of_route(route: Route) -> About | None:
    """What the route itself tells; None where its record must be read."""
    if route.id and route.page in _OF_CONTACT | _OF_VISIT | _OF_GIFT:
        return None
    client_id = route.id if route.page in _OF_CLIENT else ""
    return About(client_id or str(route.args.get("client_id") or ""), str(route.args.get("contact_id") or ""))


def read(session: Any, route: Route) -> About:
    """Whom the record of a route is about. Raises NotFound."""
    from kam_desktop.core import contacts, gifts, visits

    if route.page in _OF_CONTACT:
        return About(contacts.get(session, route.id).client_id, route.id)
    if route.page in _OF_VISIT:
        return About(visits.get(session, route.id).client_id)
    gift = gifts.get(session, route.id)
    return About(gift.client_id, gift.contact_id or "")
