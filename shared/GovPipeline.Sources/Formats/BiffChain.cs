using System.Buffers.Binary;
using System.Text;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Follows the records of an old workbook from end to end. A length that was damaged makes its reader skip cells, rows or the rest of a
/// sheet without a word; here the chain then breaks, or a sheet does not end. [MS-CFB] 2.2 to 2.6, [MS-XLS] 2.1.4, 2.4.24, 2.4.127.
/// </summary>
internal static class BiffChain
{
    private const int HeaderSize = 512, EntrySize = 128, LongestRecord = 8224, MostSectors = 1 << 20;
    private const uint LastSector = 0xFFFFFFFA;
    private const ushort Begin = 0x0809, BeginOld = 0x0009, End = 0x000A, Sheet = 0x0085, BooleanOrError = 0x0205, Formula = 0x0006;

    /// <summary>Whether the file is whole, and which of its cells have an error of the spreadsheet.</summary>
    /// <returns>The cells with an error by the place of their sheet in the workbook, by row and column, from 1 and from 0.</returns>
    /// <exception cref="InvalidDataException">It is not whole.</exception>
    public static Dictionary<int, IReadOnlyDictionary<(int Row, int Column), string>> Check(FileStream file)
    {
        file.Position = 0;
        using var workbook = OpenWorkbook(file);
        var (begins, sheets, cells) = (new HashSet<long>(), new List<long>(), new List<long>());
        var errors = new Dictionary<long, Dictionary<(int, int), string>>();
        var (depth, sheet, record) = (0, 0L, new byte[LongestRecord]);
        while (workbook.Position + 4 <= workbook.Length)
        {
            var at = workbook.Position;
            workbook.ReadExactly(record.AsSpan(0, 4));
            var (type, length) = (BinaryPrimitives.ReadUInt16LittleEndian(record), BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(2)));
            if (depth == 0 && type is not (Begin or BeginOld))
            {
                break; // behind the last sheet programs leave what they like
            }

            if (length > LongestRecord || workbook.Position + length > workbook.Length)
            {
                throw new InvalidDataException($"BIFF {at}: {type:X4}, {length}");
            }

            workbook.ReadExactly(record.AsSpan(0, length));
            switch (type)
            {
                case Begin or BeginOld:
                    sheet = depth == 0 ? at : sheet;
                    depth++;
                    begins.Add(at);
                    break;
                case End:
                    depth--;
                    break;
                case Sheet when length >= 4:
                    sheets.Add(BinaryPrimitives.ReadUInt32LittleEndian(record));
                    if (length > 5 && record[5] == 0)
                    {
                        cells.Add(sheets[^1]); // of charts and macros there are no rows
                    }

                    break;
                case BooleanOrError when length >= 8 && record[7] == 1:
                    Note(record[6]);
                    break;
                case Formula when length >= 14 && record[12] == 0xFF && record[13] == 0xFF && record[6] == 2:
                    Note(record[8]);
                    break;
            }
        }

        if (depth != 0 || !sheets.TrueForAll(begins.Contains))
        {
            throw new InvalidDataException("BIFF: a sheet does not end");
        }

        file.Position = 0;
        return errors.Where(e => cells.Contains(e.Key)).ToDictionary(e => cells.IndexOf(e.Key), e => (IReadOnlyDictionary<(int, int), string>)e.Value);

        void Note(byte error)
        {
            var own = errors.TryGetValue(sheet, out var known) ? known : errors[sheet] = [];
            own[(BinaryPrimitives.ReadUInt16LittleEndian(record) + 1, BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(2)))] = error switch
            {
                0x00 => "#NULL!",
                0x07 => "#DIV/0!",
                0x17 => "#REF!",
                0x1D => "#NAME?",
                0x24 => "#NUM!",
                0x2A => "#N/A",
                _ => "#VALUE!",
            };
        }
    }

    /// <summary>The stream of the workbook within the compound file.</summary>
    private static MemoryStream OpenWorkbook(FileStream file)
    {
        var header = new byte[HeaderSize];
        file.ReadExactly(header);
        var sector = 1 << Word(header, 0x1E);
        var fat = Fat(file, header, sector);
        var directory = Chain(file, fat, Dword(header, 0x30), sector, long.MaxValue);
        var root = Entry(directory, _ => true);
        var entry = Entry(directory, name => name is "Workbook" or "Book");
        var size = Dword(entry, 0x78);
        if (size >= Dword(header, 0x38))
        {
            return new(Chain(file, fat, Dword(entry, 0x74), sector, size));
        }

        // A small stream stands in pieces of another.
        var pieces = Chain(file, fat, Dword(root, 0x74), sector, Dword(root, 0x78));
        var next = Chain(file, fat, Dword(header, 0x3C), sector, long.MaxValue);
        var (piece, whole) = (1 << Word(header, 0x20), new MemoryStream());
        for (var at = Dword(entry, 0x74); whole.Length < size; at = Dword(next, checked((int)at * 4)))
        {
            whole.Write(pieces, checked((int)at * piece), (int)Math.Min(piece, size - whole.Length));
        }

        whole.Position = 0;
        return whole;
    }

    private static uint[] Fat(FileStream file, byte[] header, int sector)
    {
        var places = Enumerable.Range(0, 109).Select(i => Dword(header, 0x4C + (i * 4))).ToList();
        var block = new byte[sector];
        for (var (more, count) = (Dword(header, 0x44), 0); more < LastSector && count < MostSectors; count++)
        {
            Read(file, more, sector, block);
            places.AddRange(Enumerable.Range(0, (sector / 4) - 1).Select(i => Dword(block, i * 4)));
            more = Dword(block, sector - 4);
        }

        var fat = new List<uint>();
        foreach (var place in places.Where(p => p < LastSector))
        {
            Read(file, place, sector, block);
            fat.AddRange(Enumerable.Range(0, sector / 4).Select(i => Dword(block, i * 4)));
        }

        return [.. fat];
    }

    private static byte[] Chain(FileStream file, uint[] fat, uint first, int sector, long size)
    {
        using var whole = new MemoryStream();
        var block = new byte[sector];
        for (var at = first; at < LastSector && whole.Length < size; at = fat[at])
        {
            if (whole.Length > file.Length)
            {
                throw new InvalidDataException("CFB: a chain goes round");
            }

            Read(file, at, sector, block);
            whole.Write(block, 0, (int)Math.Min(sector, size - whole.Length));
        }

        return size is long.MaxValue || whole.Length == size ? whole.ToArray() : throw new InvalidDataException("CFB: a stream is cut off");
    }

    private static byte[] Entry(byte[] directory, Func<string, bool> isMeant)
    {
        for (var at = 0; at + EntrySize <= directory.Length; at += EntrySize)
        {
            var length = Math.Clamp(Word(directory, at + 0x40) - 2, 0, 62);
            if (isMeant(Encoding.Unicode.GetString(directory, at, length)))
            {
                return directory[at..(at + EntrySize)];
            }
        }

        throw new InvalidDataException("CFB: no workbook");
    }

    private static void Read(FileStream file, uint sector, int size, byte[] block)
    {
        file.Position = (sector + 1L) * size;
        var read = file.ReadAtLeast(block, size, throwOnEndOfStream: false);
        Array.Clear(block, read, size - read); // programs leave out the end of the last one
    }

    private static ushort Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at, 2));

    private static uint Dword(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at, 4));
}
