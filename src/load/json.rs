//! Data as indented JSON: what a file of data looks like, with each break and what stands before it in one piece.

use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// A comma, a break, and the spaces behind it.
const BREAK: &[u8] = b",\n                                ";

/// Writes data in lines, each with two spaces a level.
pub(crate) fn write(file: impl Write, data: &impl Serialize) -> serde_json::Result<()> {
    write_at(0, file, data)
}

/// The same of what stands on a level further in; how its first line is set in is left to whoever writes what stands around it.
pub(super) fn write_at(level: usize, file: impl Write, data: &impl Serialize) -> serde_json::Result<()> {
    data.serialize(&mut serde_json::Serializer::with_formatter(file, Lines { level, holds: false }))
}

/// A text that seldom holds a letter which JSON writes otherwise, such as an id: it is looked through at once, and not
/// letter by letter. For [`write()`] alone, which knows it by its bytes.
pub(crate) struct Text<'a>(pub(crate) &'a str);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_bytes())
    }
}

/// The same text as that of `serde_json::ser::PrettyFormatter`, which writes each level of a line by itself.
struct Lines {
    level: usize,
    /// Whether the list or map that ends holds anything.
    holds: bool,
}

impl Lines {
    fn open<W: ?Sized + Write>(&mut self, file: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.level += 1;
        self.holds = false;
        file.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, file: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.level -= 1;
        if self.holds {
            self.next(file, true)?;
        }
        self.holds = true;
        file.write_all(bracket)
    }

    /// Begins a line, behind a comma unless it is the first.
    fn next<W: ?Sized + Write>(&self, file: &mut W, first: bool) -> io::Result<()> {
        let start = usize::from(first);
        let spaces = 2 * self.level;
        match BREAK.get(start..2 + spaces) {
            Some(line) => file.write_all(line),
            None => write!(file, "{}\n{:spaces$}", if first { "" } else { "," }, ""),
        }
    }
}

impl Formatter for Lines {
    fn write_byte_array<W: ?Sized + Write>(&mut self, file: &mut W, text: &[u8]) -> io::Result<()> {
        // Without a way out of the loop, many letters are looked at in one step.
        let special = text.iter().filter(|byte| matches!(byte, ..b' ' | b'"' | b'\\')).count();
        if special == 0 {
            file.write_all(b"\"")?;
            file.write_all(text)?;
            file.write_all(b"\"")
        } else {
            file.write_all(&serde_json::to_vec(&String::from_utf8_lossy(text))?)
        }
    }

    fn begin_array<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.open(file, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.close(file, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, file: &mut W, first: bool) -> io::Result<()> {
        self.next(file, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.holds = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.open(file, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.close(file, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, file: &mut W, first: bool) -> io::Result<()> {
        self.next(file, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        file.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.holds = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, write, write_at};
    use serde_json::json;

    #[test]
    fn it_is_what_others_make_of_it() {
        let mut deep = json!(1);
        for _ in 0..20 {
            deep = json!([deep, {}]);
        }
        for data in [json!({}), json!([]), json!({"a": [], "b": [1, "two\n", null, {"c": {}}], "d": {"e": 0.5}}), deep]
        {
            let mut text = Vec::new();
            write(&mut text, &data).expect("it can be written");
            let pretty = serde_json::to_string_pretty(&data).expect("it can be written");
            assert_eq!(String::from_utf8_lossy(&text), pretty);
            let mut inside = b"[\n  ".to_vec();
            write_at(1, &mut inside, &data).expect("it can be written");
            inside.extend(b"\n]");
            let pretty = serde_json::to_string_pretty(&[data]).expect("it can be written");
            assert_eq!(String::from_utf8_lossy(&inside), pretty);
        }
    }

    #[test]
    fn a_text_is_written_as_any_other() {
        let letters = (0..0x180).filter_map(char::from_u32);
        let texts = letters.map(String::from).chain([String::new(), "example-project-1".to_owned()]);
        for text in texts.map(|text| format!("a{text}b")) {
            let mut written = Vec::new();
            write(&mut written, &[Text(&text)]).expect("it can be written");
            let pretty = serde_json::to_string_pretty(&[&text]).expect("it can be written");
            assert_eq!(String::from_utf8_lossy(&written), pretty);
        }
    }
}
