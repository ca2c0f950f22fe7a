"""Texts for property tests: what French news is made of where it is hard to cut, among any characters at all."""

from hypothesis import strategies as st

_CUT = "|"
_WORDS = "M.|MM.|J.-Y.|O.T.A.N.|sur X.|gén.|L’|d'|-t-il|-le-|12|000|1,5|aujourd’hui|N’Dj|é|É|e\u0301|İ|Le|le".split(_CUT)
_CLAUSES = "Paul Aubry|Elle| a dit |Le ministre|selon lui|« Nous tiendrons bon »|dit-il|, a promis Mme Kern".split(_CUT)
_MARKS = list('«»“”"„….!?,:–([)]* \n\u00a0\u202f')
FRENCH = st.lists(st.one_of(*map(st.sampled_from, (_WORDS, _CLAUSES, _MARKS)), st.text(max_size=3)), max_size=30).map("".join)
