"""What other applications may ask of addressees; they import nothing else from here."""

from juminzei.apps.addressees.individual_number import NUMBER_REFUSALS, has_own_number
from juminzei.apps.addressees.models import BODIES, AddresseeKind
from juminzei.apps.addressees.number_forms import NumberSearchForm
from juminzei.apps.addressees.selectors.as_of import as_of
from juminzei.apps.addressees.selectors.basic_information import (
    BasicInformation,
    basic_information,
    person_numbers,
)
from juminzei.apps.addressees.selectors.birthdays import birthdays
from juminzei.apps.addressees.selectors.candidates import candidates
from juminzei.apps.addressees.selectors.clusters import (
    change_clusters,
    cluster,
    hold_clusters,
    merged_into,
    subtree,
    survivor,
    survivors,
)
from juminzei.apps.addressees.selectors.doubles import (
    Double,
    doubles_of,
    entered_at,
    possible_doubles,
)
from juminzei.apps.addressees.selectors.dwellings import Dwelling, dwellings, persons_living_at
from juminzei.apps.addressees.selectors.holdings import RegisterHoldings, register_holdings
from juminzei.apps.addressees.selectors.household import household_numbers, known_numbers
from juminzei.apps.addressees.selectors.household_page import Household, Resident, household_on
from juminzei.apps.addressees.selectors.identity_page import Identity, identity
from juminzei.apps.addressees.selectors.likeness import Candidate, Sought
from juminzei.apps.addressees.selectors.matching_persons import (
    MatchingPersons,
    persons_for_matching,
)
from juminzei.apps.addressees.selectors.other_names import OtherNames, other_names
from juminzei.apps.addressees.selectors.person_keys import PersonKeys, person_keys
from juminzei.apps.addressees.selectors.postal import Postal, postal
from juminzei.apps.addressees.selectors.protection import (
    HIDDEN_ADDRESS,
    Withheld,
    add_source,
    is_protected,
    of_register,
    protected,
    read_settled,
    withheld,
)
from juminzei.apps.addressees.selectors.register_state import RegisterState, register_state
from juminzei.apps.addressees.selectors.register_versions import (
    living_together,
    numbers_in_town,
    register_versions,
)
from juminzei.apps.addressees.selectors.standing import Standing, standings
from juminzei.apps.addressees.services.compare_number import compare_number
from juminzei.apps.addressees.services.merging_marks import mark_merged, unmark_merged
from juminzei.apps.addressees.services.number_choices import NumberPurpose
from juminzei.apps.addressees.services.own_number import find_by_number

__all__ = [
    "BODIES",
    "HIDDEN_ADDRESS",
    "NUMBER_REFUSALS",
    "AddresseeKind",
    "BasicInformation",
    "Candidate",
    "Double",
    "Dwelling",
    "Household",
    "Identity",
    "MatchingPersons",
    "NumberPurpose",
    "NumberSearchForm",
    "OtherNames",
    "PersonKeys",
    "Postal",
    "RegisterHoldings",
    "RegisterState",
    "Resident",
    "Sought",
    "Standing",
    "Withheld",
    "add_source",
    "as_of",
    "basic_information",
    "birthdays",
    "candidates",
    "change_clusters",
    "cluster",
    "compare_number",
    "doubles_of",
    "dwellings",
    "entered_at",
    "find_by_number",
    "has_own_number",
    "hold_clusters",
    "household_numbers",
    "household_on",
    "identity",
    "is_protected",
    "known_numbers",
    "living_together",
    "mark_merged",
    "merged_into",
    "numbers_in_town",
    "of_register",
    "other_names",
    "person_keys",
    "person_numbers",
    "persons_for_matching",
    "persons_living_at",
    "possible_doubles",
    "postal",
    "protected",
    "read_settled",
    "register_holdings",
    "register_state",
    "register_versions",
    "standings",
    "subtree",
    "survivor",
    "survivors",
    "unmark_merged",
    "withheld",
]
