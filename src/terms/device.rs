//! Names that no file may have on every disk.

/// Whether Windows keeps a name for a device, whatever its ending: `NUL`, `nul.txt` and `nul .txt` are one to it.
pub fn is_device(step: &str) -> bool {
    let name = step.split('.').next().unwrap_or(step).trim_end().to_ascii_uppercase();
    match name.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" => true,
        port => port
            .strip_prefix("COM")
            .or(port.strip_prefix("LPT"))
            .is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9'])),
    }
}
