"""Articles of our own writing, for the newsroom of the tests. Every name in them is invented."""

from __future__ import annotations

FERRY = """\
The harbour authority of Port Maren has ordered a halt to night sailings of the island ferries after divers found cracks in the hull of the Silver Tern.
The vessel carried 312 passengers when it touched a sandbank off Gull Point on Sunday. Nobody was hurt, but an inspection on Monday showed three cracks below the waterline, the longest of them 40 centimetres.
"We will not sail in the dark until every hull has been looked at," harbour master Edda Quill told reporters. "It is a nuisance, and it is the right thing to do."
The ban covers all six ferries of the Maren Line and will last at least 14 days. Daytime sailings are not affected, and the company said that tickets for night crossings would be refunded.
The islands of Sorrel and Little Hask depend on the night boat for fresh food and for the post. The regional government has asked the navy to carry supplies.
The Silver Tern was built in 1994 and was last examined in dry dock four years ago. The union of seafarers has warned since spring that the intervals between inspections are too long.
The Maren Line said it had followed every rule. "Our ships are safe," a spokeswoman said, adding that an outside surveyor would be hired.
A report of the accident board is expected in March."""

FERRY_BEFORE = FERRY.replace("312 passengers", "132 passengers").replace(
    "three cracks below the waterline, the longest of them 40 centimetres",
    "three cracks below the waterline",
)
FERRY_WIRE = FERRY_BEFORE + "\n— MNA"
FERRY_EDITED = """\
Islanders on Sorrel face two weeks without a night boat, and shopkeepers say that shelves will be empty by Friday.
The harbour authority of Port Maren has ordered a halt to night sailings of the island ferries after divers found cracks in the hull of the Silver Tern.
The vessel carried 132 passengers when it touched a sandbank off Gull Point on Sunday. Nobody was hurt, but an inspection on Monday showed three cracks below the waterline.
"We will not sail in the dark until every hull has been looked at," harbour master Edda Quill told reporters.
The ban covers all five ferries of the Maren Line and will last at least 14 days. Daytime sailings are not affected, and the company said that tickets for night crossings would be refunded.
The islands of Sorrel and Little Hask depend on the night boat for fresh food and for the post. The regional government has asked the navy to carry supplies."""
FERRY_SHORT = "\n".join(FERRY_BEFORE.split("\n")[:4])
FERRY_DIGEST = """\
Morning digest: what moved on the coast this week.
Grain prices in Port Maren were steady. The council of Tallow Bay votes on its budget on Thursday, and the lighthouse at Gull Point will be painted.
The ban covers all six ferries of the Maren Line and will last at least 14 days. Daytime sailings are not affected, and the company said that tickets for night crossings would be refunded.
The regatta of the under-sixteens was won by the crew of the Dotterel for the third year running."""

HEAT = """\
Die Stadtwerke Hollerstadt verschieben den Bau des Wärmespeichers am Ostufer um ein Jahr. Grund seien Lieferzeiten für den Stahltank, sagte Geschäftsführerin Wanda Roth am Dienstag.
Der Speicher soll 48 Millionen Liter Wasser fassen und im Winter 9.000 Haushalte versorgen. Die Kosten bleiben nach Angaben des Unternehmens bei 31 Millionen Euro.
Die Opposition im Stadtrat spricht von einer Ansage mit Ansage und fordert einen Bericht bis Ende des Monats."""

CREDIT_UNION = """\
The savings bank of Tallow Bay will close four of its eleven branches next year and turn two more into counters inside post offices.
Customers were told by letter on Wednesday. The bank said that nine in ten payments were now made from a telephone.
The mayor of Tallow Bay called the plan "a goodbye by instalments" and invited the bank's board to explain it in public."""

SEED = """\
A seed vault below the old salt works of Brinemoor has taken in its ten thousandth variety, a bean that was thought lost for sixty years.
The bean was found in a jar behind a bakery stove. "It germinated on the fourth day," said the keeper of the vault, Anselm Doud.
Brinemoor keeps seeds for 41 countries and asks for nothing but a handful back after each harvest."""

WEATHER = """\
Saturday will be bright with light winds from the west. Highs reach 14 degrees on the coast and 11 inland, and showers are possible after dusk."""
