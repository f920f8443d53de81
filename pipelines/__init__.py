"""UNDERSTAND PAGES.  Page → Article → Fingerprint → Verdict

`STAGES` is the path of a page, top to bottom. To add a step, write one file and put its line where
it belongs: the order is a decision, so it is written down in one place.
"""

STAGES = (
    "pipelines.keep.Keep",  #                Page → Page: the raw response is on disk
    "pipelines.extract.Extract",  #          Page → Article: text and facts, in a killable process
    "pipelines.admit.Admit",  #              Article → Article, or a reason why not
    "pipelines.fingerprint.TakeFingerprint",  # Article → Fingerprint: what we compare
    "pipelines.refuse_forgotten.RefuseForgotten",  # … unless somebody had it forgotten
    "pipelines.judge.Judge",  #              Fingerprint → Verdict: decides only
    "pipelines.save.Save",  #                Verdict → Verdict: acts, in one transaction
)
