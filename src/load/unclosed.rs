//! Where a bracket or a quote was opened that nobody closed: a parser notices it only lines later.

/// The bracket or quote behind `from` that is open at `fault` and never closed, with its place.
///
/// It counts as never closed if a line begins, before it is closed, that is indented no more than its own line: such a
/// line belongs to what stands around the bracket.
pub(super) fn opener(text: &str, from: usize, fault: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let before = bytes.get(..from).unwrap_or_default();
    let mut indent = indent_at(bytes, before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1));
    // Whether a value may begin here; inside a text a bracket or a quote is a sign like any other.
    let mut is_fresh = true;
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if open.is_empty() && at > fault {
            return None;
        }
        match byte {
            b'\n' if open.is_empty() => indent = indent_at(bytes, at + 1),
            b'\n' if is_stray(bytes, at + 1, indent) => break,
            b'#' if at == 0 || bytes[at - 1].is_ascii_whitespace() => {
                at = line_end(bytes, at);
                continue;
            }
            b'[' | b'{' if is_fresh => open.push(at),
            b']' | b'}' if !open.is_empty() => {
                let mate = if byte == b']' { b'[' } else { b'{' };
                if open.pop().is_some_and(|opened| bytes[opened] != mate) {
                    return None;
                }
            }
            b'"' | b'\'' if is_fresh => match closing(bytes, at, indent) {
                Some(close) => at = close,
                None => return (at <= fault).then(|| (at, char::from(byte))),
            },
            _ => {}
        }
        is_fresh = match byte {
            b'\n' | b'[' | b'{' => true,
            b',' => !open.is_empty(),
            b' ' | b'\t' | b'\r' => is_fresh || is_indicator(bytes, at),
            _ => false,
        };
        at += 1;
    }
    open.last().filter(|opened| **opened <= fault).map(|opened| (*opened, char::from(bytes[*opened])))
}

/// Whether a `:` or a `-` stands before the blank at that place, so that a value begins behind it.
fn is_indicator(bytes: &[u8], blank: usize) -> bool {
    let before = bytes.get(..blank).unwrap_or_default();
    match before.split_last() {
        Some((b':', _)) => true,
        Some((b'-' | b'?', rest)) => rest.last().is_none_or(u8::is_ascii_whitespace),
        _ => false,
    }
}

/// Where the quote ends that begins there; nothing if a stray line or the end of the file comes first.
fn closing(bytes: &[u8], start: usize, indent: usize) -> Option<usize> {
    let quote = *bytes.get(start)?;
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if byte == quote => return Some(at),
            b'\n' if is_stray(bytes, at + 1, indent) => return None,
            _ => {}
        }
        at += 1;
    }
}

/// Whether the line that begins there is indented no more than that, so that it belongs to what stands around.
fn is_stray(bytes: &[u8], line: usize, indent: usize) -> bool {
    let own = indent_at(bytes, line);
    let first = bytes.get(line + own);
    !matches!(first, None | Some(b'\n' | b'\r' | b'#' | b']' | b'}')) && own <= indent
}

/// By how many spaces the line that begins there is indented.
fn indent_at(bytes: &[u8], line: usize) -> usize {
    bytes.get(line..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count()
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end)
}
