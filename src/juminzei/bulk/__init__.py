"""Files of people in, files of their tax out: Parquet or Arrow, for a city or for the nation.

A file is worked in parts (:mod:`source`), each a pure function of its rows and the law
(:mod:`table`). Engines do the parts in any number of processes or machines (:mod:`engines`);
what they make is kept beside the result until the whole is done, so that a killed run goes on
where it was (:mod:`parts`), and is put together in order (:mod:`run`). Needs the extra ``bulk``.
"""
