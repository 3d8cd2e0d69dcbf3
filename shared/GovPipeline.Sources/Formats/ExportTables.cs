using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Formats;

/// <summary>Opens a file, whatever it is, as tables. Nothing of a file is run, fetched or written where it says.</summary>
/// <param name="fileName">For messages.</param>
/// <param name="limits">What the file may be at most.</param>
/// <param name="linesAreRows">Whether each line of a CSV file is a row, whatever quotation marks say.</param>
/// <param name="headings">All folded headings that the source may have.</param>
internal sealed class ExportTables(string fileName, FileLimits limits, bool linesAreRows, IReadOnlySet<string> headings)
{
    // The text of a page, and an old workbook, are held in memory.
    private const long MostHtmlBytes = 12L << 20, MostXlsBytes = 128L << 20;

    // The reader of workbooks goes through all styles for each, and through all runs of a text for each.
    private const long MostStyleBytes = 2L << 20, LongestItem = 512L << 10;

    // Characters of one text or tag of a workbook's part; the reader of workbooks holds it in memory.
    private const int LongestPart = 16 << 20;

    // Old workbooks and texts name encodings that the platform leaves out by default.
    static ExportTables() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>What the file turned out to be, outermost first: <c>gzip, CSV, utf-8, ';'</c>.</summary>
    public List<string> Found { get; } = [];

    /// <summary>The tables, one after another; each must be read before the next is asked for.</summary>
    /// <exception cref="PipelineException">GP2xx.</exception>
    public IEnumerable<RowReader> Open(Stream stream) => Open(stream, string.Empty, isPacked: false);

    private IEnumerable<RowReader> Open(Stream stream, string sheet, bool isPacked)
    {
        var head = new byte[FormatSniffer.HeadSize];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        var whole = new PrefixedStream(head, stream);
        var format = FormatSniffer.Look(head);
        switch (format)
        {
            case FileFormat.Csv:
                var csv = CsvHead.Look(head, fileName, headings);
                Found.Add(csv.Describe());
                var rows = new CsvRows(whole, csv.Encoding, csv.Delimiter, linesAreRows, fileName, sheet);
                yield return csv.Legacy == LegacyText.None ? rows : new DecodedRows(rows, csv.Legacy);
                yield break;
            case FileFormat.Gzip when !isPacked:
                Found.Add("gzip");
                var gzip = new CheckedGzipStream(whole, () => new PipelineException(ErrorCatalogue.FileDamaged, fileName, 0, "gzip"));
                using (var unpacked = new UnpackedStream(gzip, fileName, limits.MaxBytes, () => gzip.PackedBytes, limits.MaxRatio))
                {
                    foreach (var table in Open(unpacked, sheet, isPacked: true))
                    {
                        yield return table;
                    }

                    unpacked.CopyTo(Stream.Null); // so that its trailer is checked
                }

                yield break;
            case FileFormat.Gzip or FileFormat.Pdf or FileFormat.Picture or FileFormat.Bytes:
                throw new PipelineException(ErrorCatalogue.FileWrongFormat, fileName, format switch
                {
                    FileFormat.Pdf => "PDF",
                    FileFormat.Picture => new Bilingual("hình ảnh", "a picture"),
                    FileFormat.Bytes => new Bilingual("dữ liệu nhị phân, có thể là tệp bị hỏng", "no text, perhaps a damaged file"),
                    _ => "gzip / gzip",
                });
        }

        using var text = format == FileFormat.Json && FormatSniffer.WideOf(head) is { } wide
            ? Encoding.CreateTranscodingStream(whole, wide, new UTF8Encoding(false), leaveOpen: true) : whole;
        using var file = SpooledFile.Copy(text, fileName, limits.MaxBytes);
        var opened = format == FileFormat.Zip ? OpenZip(file, sheet, isPacked) : GuardedRows.All(OpenSpooled(file, format, sheet, file.Length), fileName);
        foreach (var table in opened)
        {
            yield return table;
        }
    }

    private IEnumerable<RowReader> OpenSpooled(FileStream file, FileFormat format, string sheet, long bytes)
    {
        var budget = Budget(format, bytes);
        switch (format)
        {
            case FileFormat.Json:
                return [new RecordRows(sheet, new JsonRecords(file, fileName, budget).All, budget)];
            case FileFormat.Xml:
                return [new RecordRows(sheet, new XmlRecords(file, budget).All, budget)];
            case FileFormat.SpreadsheetMl:
                return SpreadsheetMlRows.Sheets(file, budget);
            case FileFormat.Html or FileFormat.Xls when file.Length > (format == FileFormat.Html ? MostHtmlBytes : MostXlsBytes):
                throw new PipelineException(ErrorCatalogue.FileTooLarge, fileName,
                    $"{file.Length} > {(format == FileFormat.Html ? MostHtmlBytes : MostXlsBytes)} bytes ({format})");
            case FileFormat.Html:
                return HtmlRows.Tables(file, budget);
            default:
                return WorkbookRows.Sheets(file, format == FileFormat.Xls, new Dictionary<int, IReadOnlyDictionary<(int, int), string>>(), budget);
        }
    }

    private ReadingBudget Budget(FileFormat format, long bytes)
    {
        Found.Add(format.ToString());
        return new(fileName, limits, bytes);
    }

    private IEnumerable<RowReader> OpenZip(FileStream file, string sheet, bool isPacked)
    {
        using var archive = GuardedRows.Run(fileName, null, () => new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true));
        var all = GuardedRows.Run(fileName, null, () => archive.Entries);
        var entries = all.Where(e => e.Name.Length > 0 && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
        var unpackedBytes = all.Sum(e => e.Length);
        if (unpackedBytes > limits.MaxBytes)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, fileName, $"{unpackedBytes} > {limits.MaxBytes} bytes unpacked (limits.maxBytes)");
        }

        if (all.Count > limits.MaxEntries)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, fileName, $"{all.Count} > {limits.MaxEntries} (limits.maxEntries)");
        }

        var evidence = new WorkbookEvidence();
        foreach (var entry in all)
        {
            GuardedRows.Run(fileName, null, () => Check(entry, evidence));
        }

        var errors = GuardedRows.Run(fileName, null, () => CheckCells(archive, evidence));

        if (archive.GetEntry("xl/workbook.xml") is not null)
        {
            foreach (var table in GuardedRows.All(WorkbookRows.Sheets(file, isOld: false, errors, Budget(FileFormat.Xlsx, unpackedBytes)), fileName))
            {
                yield return table;
            }

            yield break;
        }

        if (archive.GetEntry("[Content_Types].xml") is not null || archive.GetEntry("mimetype") is not null)
        {
            throw new PipelineException(ErrorCatalogue.FileWrongFormat, fileName, "DOCX / PPTX / ODF");
        }

        if (isPacked)
        {
            throw new PipelineException(ErrorCatalogue.FileWrongFormat, fileName, "zip / zip");
        }

        Found.Add($"zip ({entries.Count})");
        foreach (var entry in entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var unpacked = new UnpackedStream(OpenEntry(entry), fileName, limits.MaxBytes, () => entry.CompressedLength, limits.MaxRatio);
            foreach (var table in Open(unpacked, entry.Name, isPacked: true))
            {
                yield return table;
            }
        }
    }

    private Stream OpenEntry(ZipArchiveEntry entry) =>
        entry.IsEncrypted ? throw new PipelineException(ErrorCatalogue.FileLocked, fileName) : GuardedRows.Run(fileName, null, entry.Open);

    /// <summary>
    /// Unpacks an entry once for nothing: its size is looked at and not believed, its checksum is compared, which neither
    /// the platform nor the reader of workbooks does. All of a workbook but the rows of its sheets is held in memory and has a limit of its own.
    /// </summary>
    private bool Check(ZipArchiveEntry entry, WorkbookEvidence evidence)
    {
        var isPart = entry.FullName.StartsWith("xl/", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal);
        var isRows = IsSheet(entry);
        var most = entry.FullName == "xl/styles.xml" ? MostStyleBytes : isPart && !isRows ? Math.Min(limits.MaxTextBytes, limits.MaxBytes) : limits.MaxBytes;
        var isShared = entry.FullName == WorkbookEvidence.SharedTexts;
        using var unpacked = new UnpackedStream(OpenEntry(entry), fileName, most, () => entry.CompressedLength, limits.MaxRatio);
        var checksum = new Crc32();
        var buffer = new byte[64 * 1024];
        var (sinceTag, sinceItem) = (0L, 0L);
        for (int read; (read = unpacked.Read(buffer)) > 0;)
        {
            checksum.Append(buffer.AsSpan(0, read));
            evidence.Look(entry.FullName, buffer.AsSpan(0, read), isRows);
            sinceTag = buffer.AsSpan(0, read).LastIndexOf((byte)'<') is >= 0 and var tag ? read - tag : sinceTag + read;
            sinceItem = isShared && buffer.AsSpan(0, read).LastIndexOf("</si>"u8) is >= 0 and var item ? read - item : sinceItem + read;
            if (isShared && sinceItem > LongestItem)
            {
                throw new PipelineException(ErrorCatalogue.FileTooLarge, fileName, $"> {LongestItem} bytes, một ô / one cell");
            }

            if (isPart && sinceTag > LongestPart)
            {
                throw new PipelineException(ErrorCatalogue.FileTooLarge, fileName, $"> {LongestPart} bytes, một văn bản / one text");
            }
        }

        return checksum.GetCurrentHashAsUInt32() == entry.Crc32
            ? true
            : throw new PipelineException(ErrorCatalogue.FileDamaged, fileName, 0, "CRC-32");
    }

    private static bool IsSheet(ZipArchiveEntry entry) => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)
        && entry.FullName.EndsWith(".xml", StringComparison.Ordinal);

    /// <summary>Looks through the cells of sheets with formulas or errors, and of all where the file has fewer texts than it says.</summary>
    /// <returns>The cells with an error, by the place of their sheet in the workbook.</returns>
    private Dictionary<int, IReadOnlyDictionary<(int Row, int Column), string>> CheckCells(ZipArchive archive, WorkbookEvidence evidence)
    {
        var (texts, errors) = (long.MaxValue, new Dictionary<int, IReadOnlyDictionary<(int, int), string>>());
        if (evidence.MayLackTexts && archive.GetEntry(WorkbookEvidence.SharedTexts) is { } shared)
        {
            using var part = OpenEntry(shared);
            texts = WorkbookCells.Texts(part);
        }

        var looked = archive.Entries.Where(e => IsSheet(e) && (texts < evidence.TextsSaid || evidence.Computed.Contains(e.FullName))).ToList();
        if (looked.Count == 0 || archive.GetEntry("xl/workbook.xml") is not { } workbook || archive.GetEntry("xl/_rels/workbook.xml.rels") is not { } relations)
        {
            return errors;
        }

        using var ofWorkbook = OpenEntry(workbook);
        using var ofRelations = OpenEntry(relations);
        var parts = WorkbookCells.Parts(ofWorkbook, ofRelations).ToList();
        foreach (var entry in looked)
        {
            using var part = OpenEntry(entry);
            errors[parts.IndexOf(entry.FullName)] = WorkbookCells.Check(part, fileName, texts);
        }

        return errors;
    }
}
