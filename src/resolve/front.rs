//! Lines made of the metadata: what stands above the title, and the colophon.

use super::outline::bare;
use super::{ColophonEntry, Front, Terms, address};
use crate::model::{Author, Date, Inline, InlineKind, Link, Meta, walk};
use crate::source::Span;

/// The lines above the title and in running heads.
pub(super) fn front(meta: &Meta, terms: &Terms) -> Front {
    let title = words(&meta.title);
    let number = meta.number.as_ref().map(|number| terms.number.replace("{number}", number));
    let series: Vec<String> =
        [meta.series.clone(), number, meta.edition.clone()].into_iter().flatten().collect();
    Front {
        running_title: meta.short_title.clone().unwrap_or_else(|| title.clone()),
        title,
        imprint: imprint(meta),
        series_line: (!series.is_empty()).then(|| series.join(" · ")),
        date_line: meta.date.as_ref().map(|date| terms.date(date)),
    }
}

/// Publisher and identifiers, a line each.
fn imprint(meta: &Meta) -> Vec<String> {
    let isbn = meta.isbn.as_ref().map(|isbn| format!("ISBN {isbn}"));
    let doi = meta.doi.as_ref().map(|doi| format!("DOI {doi}"));
    let identifiers: Vec<String> = [meta.report_number.clone(), isbn, doi].into_iter().flatten().collect();
    let identifiers = Some(identifiers.join(" · ")).filter(|line| !line.is_empty());
    [meta.publisher.clone(), identifiers].into_iter().flatten().collect()
}

/// What stands after the last section.
pub(super) fn colophon(meta: &Meta, terms: &Terms) -> Vec<ColophonEntry> {
    let span = meta.span;
    let one = |text: String| vec![vec![Inline::text(text, span)]];
    let authors_term = if meta.authors.len() == 1 { terms.about_the_author } else { terms.about_the_authors };
    let entries = [
        (authors_term, authors(meta, terms)),
        (terms.recommended_citation, citation(meta, terms).into_iter().collect()),
        (terms.identifier, identifiers(meta)),
        (
            terms.keywords,
            if meta.keywords.is_empty() { Vec::new() } else { one(meta.keywords.join(terms.comma)) },
        ),
        (terms.licence, licence(meta)),
        (terms.disclaimer, paragraph(&meta.disclaimer)),
        (terms.publisher, meta.publisher.clone().map(one).unwrap_or_default()),
    ];
    entries
        .into_iter()
        .filter(|(_, content)| !content.is_empty())
        .map(|(term, content)| ColophonEntry { term: term.to_owned(), content })
        .collect()
}

/// The words of a text on one line.
fn words(list: &[Inline]) -> String {
    walk::plain_text(list).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as one paragraph, or none.
fn paragraph(list: &[Inline]) -> Vec<Vec<Inline>> {
    if list.is_empty() { Vec::new() } else { vec![list.to_vec()] }
}

/// Words that carry a link.
fn link(target: String, text: impl Into<String>, span: Span) -> Inline {
    let content = vec![Inline::text(text, span)];
    Inline::new(InlineKind::Link(Link { target, title: None, content }), span)
}

/// Words that carry a link where `address` is one that can be published.
fn link_or_text(address: &str, text: &str, span: Span) -> Inline {
    match address::absolute(address, None) {
        Ok(target) => link(target, text, span),
        Err(_) => Inline::text(text, span),
    }
}

/// A paragraph for each author, where there is more to say than their names.
fn authors(meta: &Meta, terms: &Terms) -> Vec<Vec<Inline>> {
    let more = |author: &Author| {
        author.affiliation.is_some()
            || author.role.is_some()
            || author.email.is_some()
            || author.orcid.is_some()
    };
    if !meta.authors.iter().any(more) {
        return Vec::new();
    }
    meta.authors.iter().map(|author| about(author, terms, meta.span)).collect()
}

/// Name, post, institution, mail address and ORCID of one author.
fn about(author: &Author, terms: &Terms, span: Span) -> Vec<Inline> {
    let mut line = vec![Inline::new(InlineKind::Strong(vec![Inline::text(&author.name, span)]), span)];
    for text in [&author.role, &author.affiliation].into_iter().flatten() {
        line.push(Inline::text(format!("{}{text}", terms.comma), span));
    }
    if let Some(email) = &author.email {
        line.push(Inline::text(" · ", span));
        line.push(link_or_text(&format!("mailto:{}", email.replace('?', "%3F")), email, span));
    }
    if let Some(orcid) = &author.orcid {
        line.push(Inline::text(" · ORCID ", span));
        line.push(link_or_text(&format!("https://orcid.org/{orcid}"), orcid, span));
    }
    line
}

/// How the document asks to be cited; `None` where nobody is named to cite.
fn citation(meta: &Meta, terms: &Terms) -> Option<Vec<Inline>> {
    let span = meta.span;
    let authors: Vec<&str> = meta.authors.iter().map(|author| author.name.as_str()).collect();
    let publisher = meta.publisher.as_deref();
    let by = if authors.is_empty() { publisher?.to_owned() } else { authors.join(terms.comma) };
    let year = meta.date.as_ref().map(|date| match date {
        Date::Calendar { year, .. } => format!(" ({year})"),
        Date::Words(words) => format!(" ({words})"),
    });
    let mut title = bare(&meta.title);
    if !meta.subtitle.is_empty() {
        title.push(Inline::text(terms.colon, span));
        title.extend(bare(&meta.subtitle));
    }
    let title_end = if words(&title).ends_with(['.', '?', '!', '？', '！', '。']) { " " } else { ". " };
    let number = meta.number.as_ref().map(|number| terms.number.replace("{number}", number));
    let series: Vec<&str> = [meta.series.as_deref(), number.as_deref()].into_iter().flatten().collect();
    let mut rest: Vec<String> = Vec::new();
    if !series.is_empty() {
        rest.push(series.join(" "));
    }
    rest.extend(meta.edition.clone());
    rest.extend(publisher.filter(|_| !authors.is_empty()).map(str::to_owned));
    let rest = rest.iter().map(|text| sentence(text)).collect::<Vec<_>>().join(" ");
    let opening = format!("{} ", sentence(&format!("{by}{}", year.unwrap_or_default())));
    let mut line = vec![Inline::text(opening, span), Inline::new(InlineKind::Emphasis(title), span)];
    line.push(Inline::text(format!("{title_end}{rest}").trim_end().to_owned(), span));
    if let Some(doi) = &meta.doi {
        line.push(Inline::text(" ", span));
        line.push(doi_link(doi, span));
    } else if let Some(isbn) = &meta.isbn {
        line.push(Inline::text(format!(" ISBN {isbn}."), span));
    }
    Some(line)
}

/// A text that ends as a sentence does.
fn sentence(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

/// ISBN, DOI and report number, a paragraph each.
fn identifiers(meta: &Meta) -> Vec<Vec<Inline>> {
    let span = meta.span;
    let isbn = meta.isbn.as_ref().map(|isbn| vec![Inline::text(format!("ISBN {isbn}"), span)]);
    let doi = meta.doi.as_ref().map(|doi| vec![Inline::text("DOI ", span), doi_link(doi, span)]);
    let report = meta.report_number.as_ref().map(|number| vec![Inline::text(number, span)]);
    [isbn, doi, report].into_iter().flatten().collect()
}

/// A DOI with its resolver's address.
fn doi_link(doi: &str, span: Span) -> Inline {
    // `?` and `#` may stand in a DOI, where they begin neither query nor fragment.
    let address = format!("https://doi.org/{}", doi.replace('?', "%3F").replace('#', "%23"));
    link_or_text(&address, &format!("https://doi.org/{doi}"), span)
}

/// The terms of use; an address alone becomes a link.
fn licence(meta: &Meta) -> Vec<Vec<Inline>> {
    let text = words(&meta.licence);
    match &meta.licence[..] {
        [Inline { kind: InlineKind::Text(_), span }]
            if text.starts_with("http://") || text.starts_with("https://") =>
        {
            vec![vec![link_or_text(&text, &text, *span)]]
        }
        content => paragraph(content),
    }
}
