"""The list of rules, in the order in which they are asked."""

from corpuskit.findings import Severity
from corpuskit.rules import (
    advertisement,
    blocks,
    broken_line,
    byline,
    captions,
    close_languages,
    comments,
    cookie_notice,
    copyright_footer,
    date,
    donation_appeal,
    feedback_widget,
    footer_tail,
    garbled_text,
    glued_label,
    hidden,
    image_placeholder,
    kept_phrase,
    kept_whole,
    keywords,
    line_model,
    link_row,
    listing,
    login_wall,
    media_promo,
    menu,
    mixed_language,
    mojibake,
    navigation,
    newsletter_appeal,
    no_text,
    non_article,
    pagination,
    publisher,
    read_more,
    references,
    related_posts,
    repeated_sentence,
    several_articles,
    share_bar,
    site_widget,
    subtitle,
    summary,
    title,
    too_short,
    truncated_body,
    typography,
    undecodable,
    unexpected_language,
    white_space,
    wordless,
)
from corpuskit.rules.gate import INDEX_RULES
from corpuskit.rules.inputs import INPUT_RULES
from corpuskit.rules.rule import Rule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            advertisement.RULE,
            blocks.RULE,
            broken_line.RULE,
            byline.RULE,
            captions.RULE,
            comments.RULE,
            cookie_notice.RULE,
            copyright_footer.RULE,
            date.RULE,
            donation_appeal.RULE,
            feedback_widget.RULE,
            footer_tail.RULE,
            glued_label.RULE,
            hidden.RULE,
            image_placeholder.RULE,
            kept_phrase.RULE,
            line_model.RULE,
            link_row.RULE,
            listing.RULE,
            keywords.RULE,
            login_wall.RULE,
            media_promo.RULE,
            menu.RULE,
            mojibake.RULE,
            navigation.RULE,
            newsletter_appeal.RULE,
            pagination.RULE,
            publisher.RULE,
            read_more.RULE,
            references.RULE,
            related_posts.RULE,
            share_bar.RULE,
            site_widget.RULE,
            subtitle.RULE,
            summary.RULE,
            title.RULE,
            typography.RULE,
            undecodable.RULE,
            white_space.RULE,
            wordless.RULE,
        ),
        key=lambda rule: rule.code,
    )
)

QUALITY: tuple[Rule, ...] = (
    no_text.RULE,
    repeated_sentence.RULE,
    truncated_body.RULE,
    non_article.RULE,
    too_short.RULE,
    kept_whole.RULE,
    several_articles.RULE,
    garbled_text.RULE,
    unexpected_language.RULE,
    close_languages.RULE,
    mixed_language.RULE,
)
REPAIRS = tuple(rule for rule in RULES if rule.code.startswith("ENC"))
VERDICTS = tuple(rule for rule in RULES if not rule.code.startswith("ENC") and rule is not line_model.RULE)
WORDED = tuple(rule for rule in VERDICTS if rule not in (link_row.RULE, listing.RULE))
"""Without the rules that judge by shape alone: what the profile `keep` asks."""


def severity(code: str) -> Severity:
    """The severity of a rule by its code; a note where the code is none of ours."""
    return _SEVERITIES.get(code, "note")


EVERY: tuple[Rule, ...] = tuple(sorted((*RULES, *QUALITY, *INPUT_RULES, *INDEX_RULES), key=lambda rule: rule.code))
_SEVERITIES: dict[str, Severity] = {rule.code: rule.severity for rule in EVERY}
