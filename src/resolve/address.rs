//! Addresses: judged, joined and percent-encoded, so that every format may take them as they are (RFC 3986).

/// Why an address cannot stand in a published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It has no scheme, and there is nothing to join it to.
    Relative,
    /// Its scheme is not one that is published.
    Scheme(String),
    /// It is no address, for the reason given.
    Invalid(&'static str),
}

/// Longer addresses trouble readers of all three formats.
const LONGEST: usize = 8_000;

/// The absolute address that a link's target means, percent-encoded; relative ones are joined to `base`, which is absolute.
pub(super) fn absolute(target: &str, base: Option<&str>) -> Result<String, Fault> {
    let target = target.trim();
    if target.is_empty() {
        return Err(Fault::Invalid("it is empty"));
    }
    if target.len() > LONGEST {
        return Err(Fault::Invalid("it is too long"));
    }
    match scheme(target) {
        Some((scheme, rest)) => match scheme.to_ascii_lowercase().as_str() {
            scheme @ ("http" | "https") => web(scheme, rest),
            "mailto" => mail(rest),
            "tel" if !rest.is_empty() => Ok(format!("tel:{}", encode(rest, ""))),
            "tel" => Err(Fault::Invalid("the number is missing")),
            _ => Err(Fault::Scheme(scheme.to_owned())),
        },
        None => absolute(&join(target, base.ok_or(Fault::Relative)?), None),
    }
}

/// An address cut behind its scheme.
fn scheme(target: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = target.split_once(':')?;
    let mut letters = scheme.chars();
    let first = letters.next()?.is_ascii_alphabetic();
    (first && letters.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))).then_some((scheme, rest))
}

/// A mail address, given what follows `mailto:`.
fn mail(rest: &str) -> Result<String, Fault> {
    let (to, _) = rest.split_once('?').unwrap_or((rest, ""));
    let whole = to.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    // `mailto:?subject=` has the reader choose whom to write to.
    let open = to.is_empty() && rest.len() > 1;
    if !whole && !open {
        return Err(Fault::Invalid("the mail address is not whole"));
    }
    Ok(format!("mailto:{}", encode(rest, "?/")))
}

/// An address of the web, given what follows the scheme's colon.
fn web(scheme: &str, rest: &str) -> Result<String, Fault> {
    let rest = rest.strip_prefix("//").ok_or(Fault::Invalid("`//` is missing after the scheme"))?;
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
    let (rest, fragment) = split(rest, '#');
    let (path, query) = split(rest, '?');
    let mut address = format!("{scheme}://{}{}", self::authority(authority)?, encode(path, "/"));
    for (mark, text) in [('?', query), ('#', fragment)] {
        if let Some(text) = text {
            address.push(mark);
            address.push_str(&encode(text, "/?"));
        }
    }
    Ok(address)
}

/// A text cut at the first `mark`.
fn split(text: &str, mark: char) -> (&str, Option<&str>) {
    text.split_once(mark).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// User, host and port.
fn authority(text: &str) -> Result<String, Fault> {
    let (user, place) = match text.rsplit_once('@') {
        Some((user, place)) => (format!("{}@", encode(user, "").replace('@', "%40")), place),
        None => (String::new(), text),
    };
    let (host, port) = match place.rfind(':') {
        Some(at) if !place[at..].contains(']') => (&place[..at], &place[at + 1..]),
        _ => (place, ""),
    };
    if !port.is_empty() && (!port.bytes().all(|b| b.is_ascii_digit()) || port.parse::<u16>().is_err()) {
        return Err(Fault::Invalid("the port is no number"));
    }
    let host = match host.strip_prefix('[') {
        Some(inner) => {
            let inner = inner.strip_suffix(']').and_then(|inner| inner.parse::<std::net::Ipv6Addr>().ok());
            format!("[{}]", inner.ok_or(Fault::Invalid("the host is no IPv6 address"))?)
        }
        None => self::host(host)?,
    };
    let port = if port.is_empty() { String::new() } else { format!(":{port}") };
    Ok(format!("{user}{host}{port}"))
}

/// A host by name or IPv4 number, in small letters and ASCII.
fn host(text: &str) -> Result<String, Fault> {
    let lower = decode(text).to_lowercase();
    let name = lower.strip_suffix('.').unwrap_or(&lower);
    if name.is_empty() {
        return Err(Fault::Invalid("the host is missing"));
    }
    let labels: Option<Vec<String>> = name.split(['.', '。']).map(host_label).collect();
    let host = labels.ok_or(Fault::Invalid("the host is no valid name"))?.join(".");
    let numeric = host.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()));
    if host.len() > 253 || numeric && host.parse::<std::net::Ipv4Addr>().is_err() {
        return Err(Fault::Invalid("the host is no valid name"));
    }
    Ok(host)
}

/// One part of a host's name in ASCII.
fn host_label(text: &str) -> Option<String> {
    let label = if text.is_ascii() { text.to_owned() } else { format!("xn--{}", punycode(text)?) };
    let valid = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        && text.chars().all(|c| c.is_ascii() || c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c));
    (valid && (1..=63).contains(&label.len())).then_some(label)
}

/// A text in the ASCII spelling of RFC 3492.
fn punycode(text: &str) -> Option<String> {
    let mut out: String = text.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    if basic > 0 {
        out.push('-');
    }
    let total = text.chars().count() as u32;
    let (mut code, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, basic);
    while done < total {
        let next = text.chars().map(u32::from).filter(|&c| c >= code).min()?;
        delta = delta.checked_add((next - code).checked_mul(done + 1)?)?;
        code = next;
        for c in text.chars().map(u32::from) {
            if c < code {
                delta = delta.checked_add(1)?;
            } else if c == code {
                variable(delta, bias, &mut out);
                bias = adapt(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(out)
}

/// Appends a number in the digits of punycode.
fn variable(mut number: u32, bias: u32, out: &mut String) {
    let digit =
        |value: u32| char::from(if value < 26 { b'a' + value as u8 } else { b'0' + (value - 26) as u8 });
    for base in (36_u32..).step_by(36) {
        let threshold = base.saturating_sub(bias).clamp(1, 26);
        if number < threshold {
            break;
        }
        out.push(digit(threshold + (number - threshold) % (36 - threshold)));
        number = (number - threshold) / (36 - threshold);
    }
    out.push(digit(number));
}

/// The bias for the next number of punycode.
fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut steps = 0;
    while delta > 455 {
        delta /= 35;
        steps += 36;
    }
    steps + 36 * delta / (delta + 38)
}

/// Percent-encodes what may not stand in an address: all but the characters of a path's segment and `more`.
pub(super) fn encode(text: &str, more: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let escape = byte == b'%'
            && bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let plain = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte);
        if escape || plain || more.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    out
}

/// Turns percent-escapes back into characters; what is no text stays as it is.
pub(super) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escape = (first == b'%')
            .then(|| after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()))
            .flatten()
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escape.unwrap_or(first));
        rest = if escape.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Joins a relative address to an absolute one of the web (RFC 3986, 5.2).
fn join(target: &str, base: &str) -> String {
    let (scheme, rest) = base.split_once("://").unwrap_or(("https", base));
    if target.starts_with("//") {
        return format!("{scheme}:{target}");
    }
    let (base, _) = split(rest, '#');
    let (base, base_query) = split(base, '?');
    let (host, path) = base.split_at(base.find('/').unwrap_or(base.len()));
    let (relative, tail) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
    let path = if relative.is_empty() {
        path.to_owned()
    } else if relative.starts_with('/') {
        without_dots(relative)
    } else {
        let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
        without_dots(&format!("{folder}{relative}"))
    };
    let query = match base_query {
        Some(query) if relative.is_empty() && !tail.starts_with('?') => format!("?{query}"),
        _ => String::new(),
    };
    format!("{scheme}://{host}{path}{query}{tail}")
}

/// A path with its `.` and `..` followed.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut open = false;
    for segment in path.split('/').skip(1) {
        open = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(segment),
        }
    }
    let slash = if open && !kept.is_empty() { "/" } else { "" };
    format!("/{}{slash}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_absolute_and_valid() {
        let base = Some("https://example.org/reports/2026/index.html?all#top");
        for (target, address) in [
            ("https://example.org", "https://example.org"),
            ("HTTPS://Example.ORG/A b", "https://example.org/A%20b"),
            ("http://a.org/100%/%41?q=ü|x#a#b", "http://a.org/100%25/%41?q=%C3%BC%7Cx#a%23b"),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
            ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
            ("http://me:pw@a.org:80/", "http://me:pw@a.org:80/"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x"),
            ("mailto:ann@example.org?subject=a b", "mailto:ann@example.org?subject=a%20b"),
            ("tel:+44 20", "tel:+44%2020"),
            ("chapter.md", "https://example.org/reports/2026/chapter.md"),
            ("../x/./y/..", "https://example.org/reports/x/"),
            ("/about", "https://example.org/about"),
            ("//other.org/x", "https://other.org/x"),
            ("?page=2", "https://example.org/reports/2026/index.html?page=2"),
            ("../../../../x", "https://example.org/x"),
        ] {
            assert_eq!(absolute(target, base).as_deref(), Ok(address), "{target}");
        }
    }

    #[test]
    fn faults_are_told_apart() {
        for (target, fault) in [
            ("chapter.md", "relative"),
            ("www.example.org", "relative"),
            ("ftp://example.org", "scheme"),
            ("javascript:alert(1)", "scheme"),
            ("C:\\files", "scheme"),
            ("", "invalid"),
            ("https:example.org", "invalid"),
            ("https://", "invalid"),
            ("https://a..b", "invalid"),
            ("https://a b.org", "invalid"),
            ("https://1.2.3.456", "invalid"),
            ("https://a.org:port", "invalid"),
            ("https://[::g]", "invalid"),
            ("mailto:ann", "invalid"),
            ("tel:", "invalid"),
        ] {
            let found = match absolute(target, None) {
                Ok(address) => address,
                Err(Fault::Relative) => "relative".to_owned(),
                Err(Fault::Scheme(_)) => "scheme".to_owned(),
                Err(Fault::Invalid(_)) => "invalid".to_owned(),
            };
            assert_eq!(found, fault, "{target}");
        }
    }
}
