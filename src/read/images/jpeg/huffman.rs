//! The codes of JPEG files: frequent symbols have short ones.

/// What a code stands for.
pub(super) struct Decoder {
    /// For each length of codes: the first code, how many there are, and where their symbols begin.
    lengths: [(u32, u32, usize); 16],
    symbols: Vec<u8>,
}

impl Decoder {
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Self {
        let mut lengths = [(0, 0, 0); 16];
        let (mut code, mut start) = (0_u32, 0);
        for (length, count) in lengths.iter_mut().zip(counts) {
            *length = (code, u32::from(*count), start);
            start += usize::from(*count);
            code = (code + u32::from(*count)) << 1;
        }
        Self { lengths, symbols: symbols.to_vec() }
    }
}

/// The bits of a scan.
pub(super) struct Bits<'a> {
    rest: &'a [u8],
    held: u8,
    left: u8,
}

impl<'a> Bits<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest, held: 0, left: 0 }
    }

    fn bit(&mut self) -> Option<u32> {
        if self.left == 0 {
            (self.held, self.rest) = match self.rest {
                // So that no marker stands among the bits, a zero follows a byte of ones.
                [0xff, 0, rest @ ..] => (0xff, rest),
                [0xff, ..] | [] => return None,
                [byte, rest @ ..] => (*byte, rest),
            };
            self.left = 8;
        }
        self.left -= 1;
        Some(u32::from(self.held >> self.left & 1))
    }

    pub(super) fn symbol(&mut self, decoder: &Decoder) -> Option<u8> {
        let mut code = 0;
        for (first, count, start) in decoder.lengths {
            code = code << 1 | self.bit()?;
            if let Some(at) = code.checked_sub(first).filter(|at| *at < count) {
                return decoder.symbols.get(start + at as usize).copied();
            }
        }
        None
    }

    /// A number of `size` bits; those that begin with a zero are negative.
    pub(super) fn number(&mut self, size: u8) -> Option<i16> {
        if size > 14 {
            return None;
        }
        let mut number = 0_i16;
        for _ in 0..size {
            number = number << 1 | self.bit()? as i16;
        }
        let is_negative = size > 0 && number >> (size - 1) == 0;
        Some(if is_negative { number - (1 << size) + 1 } else { number })
    }

    /// Goes on after a mark from which the scan can be read anew.
    pub(super) fn restart(&mut self) -> Option<()> {
        let [0xff, 0xd0..=0xd7, rest @ ..] = self.rest else { return None };
        (self.rest, self.left) = (rest, 0);
        Some(())
    }
}

/// The code of every symbol.
pub(super) struct Encoder {
    /// How many codes there are of each length.
    pub counts: [u8; 16],
    /// The symbols, those with the shortest codes first.
    pub symbols: Vec<u8>,
    /// Code and length of each symbol.
    codes: [(u16, u8); 256],
}

impl Encoder {
    /// The best codes for symbols that occur so often, by the procedure of the JPEG standard's annex K.2.
    pub(super) fn new(frequencies: &[u32; 256]) -> Self {
        let lengths = lengths(frequencies);
        let mut counts = [0_usize; 64];
        lengths.iter().filter(|length| **length > 0).for_each(|length| counts[*length] += 1);
        shorten(&mut counts);
        let mut symbols: Vec<u8> = (0..=u8::MAX).filter(|symbol| lengths[usize::from(*symbol)] > 0).collect();
        symbols.sort_by_key(|symbol| (lengths[usize::from(*symbol)], *symbol));
        // The place of the code of ones, which no symbol may have.
        if let Some(longest) = (1..=16).rev().find(|length| counts[*length] > 0) {
            counts[longest] -= 1;
        }
        let mut encoder = Self { counts: [0; 16], symbols, codes: [(0, 0); 256] };
        let (mut code, mut coded) = (0, encoder.symbols.iter());
        for (length, count) in (1..=16).zip(&counts[1..]) {
            encoder.counts[length - 1] = *count as u8;
            for symbol in coded.by_ref().take(*count) {
                encoder.codes[usize::from(*symbol)] = (code, length as u8);
                code += 1;
            }
            code <<= 1;
        }
        encoder
    }
}

/// How long the code of each symbol is, and of one more that never occurs.
fn lengths(frequencies: &[u32; 256]) -> [usize; 257] {
    let mut groups: Vec<(u64, Vec<usize>)> = frequencies
        .iter()
        .enumerate()
        .filter(|(_, frequency)| **frequency > 0)
        .map(|(symbol, frequency)| (u64::from(*frequency), vec![symbol]))
        .collect();
    groups.push((0, vec![256]));
    let mut lengths = [0; 257];
    while groups.len() > 1 {
        // The two rarest groups become one, whose codes are one bit longer.
        groups.sort_by(|a, b| b.cmp(a));
        let (Some(a), Some(b)) = (groups.pop(), groups.pop()) else { break };
        let joined = [a.1, b.1].concat();
        for symbol in &joined {
            lengths[*symbol] += 1;
        }
        groups.push((a.0 + b.0, joined));
    }
    lengths
}

/// Makes codes longer than 16 bits shorter, at the cost of others.
fn shorten(counts: &mut [usize; 64]) {
    for length in (17..64).rev() {
        while counts[length] > 0 {
            // A pair of codes loses its last bit; the one left over takes a place beside a shorter code, made longer.
            let Some(shorter) = (1..length - 1).rev().find(|shorter| counts[*shorter] > 0) else { return };
            counts[length] -= 2;
            counts[length - 1] += 1;
            counts[shorter + 1] += 2;
            counts[shorter] -= 1;
        }
    }
}

/// Bits to be written.
pub(super) struct Written {
    pub bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Written {
    /// Bits that follow other bytes.
    pub(super) fn after(bytes: Vec<u8>) -> Self {
        Self { bytes, held: 0, count: 0 }
    }

    fn push(&mut self, bits: u32, length: u32) {
        self.held = self.held << length | bits;
        self.count += length;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.held >> self.count) as u8;
            self.bytes.push(byte);
            if byte == 0xff {
                self.bytes.push(0);
            }
        }
        self.held &= (1 << self.count) - 1;
    }

    /// Writes a symbol and the number that follows it, of as many bits as the symbol's lower half says.
    pub(super) fn symbol(&mut self, encoder: &Encoder, symbol: u8, number: i16) {
        let (code, length) = encoder.codes[usize::from(symbol)];
        self.push(u32::from(code), u32::from(length));
        let size = u32::from(symbol & 15);
        let number = if number < 0 { i32::from(number) - 1 } else { i32::from(number) };
        self.push(number as u32 & ((1 << size) - 1), size);
    }

    /// Fills up the last byte with ones.
    pub(super) fn finish(&mut self) {
        if self.count > 0 {
            self.push((1 << (8 - self.count)) - 1, 8 - self.count);
        }
    }
}
