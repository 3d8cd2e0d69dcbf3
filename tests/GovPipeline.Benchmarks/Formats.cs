using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.Json;
using GovPipeline.Samples;
using GovPipeline.Pipeline.Configuration;

namespace GovPipeline.Benchmarks;

/// <summary>
/// The largest files an office sends, taken in by our own path under a memory limit: a CSV of a gigabyte beside DuckDB, a
/// workbook of 200 MB beside a bare reading of its cells with the library that we read it with.
/// </summary>
internal static class Formats
{
    private const int MostMegabytes = 300;
    private const long RowsPerSheet = 1_000_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(string[] args)
    {
        var (csvRows, sheetRows) = (Arguments.Number(args, "--csv-rows", 4_700_000), Arguments.Number(args, "--xlsx-rows", 3_000_000));
        var results = new List<object>();
        var good = true;
        foreach (var (format, rows, other) in new[] { ("csv", csvRows, "duckdb"), ("xlsx", sheetRows, "cells") })
        {
            var file = Path.Combine(Path.GetTempPath(), $"govpipeline-formats-{rows}.{format}");
            try
            {
                Generate(file, rows);
                var ours = await Peers.MeasureAsync("ours", file).ConfigureAwait(false);
                var theirs = await Peers.MeasureAsync(other, file).ConfigureAwait(false);
                var report = new
                {
                    format, rows, megabytes = new FileInfo(file).Length / 1e6, ours, other, theirs, wallRatio = ours.WallSeconds / theirs.WallSeconds,
                    memoryRatio = ours.PeakMegabytes / theirs.PeakMegabytes, underLimit = ours.PeakMegabytes < MostMegabytes,
                };
                good &= report.underLimit && ours.Dossiers > 0;
                results.Add(report);
                if (!args.Contains("--json"))
                {
                    Console.WriteLine(
                        $"{format}: {rows:N0} rows, {report.megabytes:F0} MB; ours {ours.WallSeconds:F1} s, {ours.PeakMegabytes:F0} MB; {other} "
                            + $"{theirs.WallSeconds:F1} s, {theirs.PeakMegabytes:F0} MB; wall ratio {report.wallRatio:F2}; "
                            + $"{(report.underLimit ? "under" : "OVER")} {MostMegabytes} MB");
                }
            }
            finally
            {
                File.Delete(file);
            }
        }

        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(results, Json));
        }

        return good ? 0 : 1;
    }

    private static void Generate(string file, long rows)
    {
        var reference = ReferenceData.Load(ReferenceData.FindFolder(null));
        using TextWriter writer = file.EndsWith(".xlsx", StringComparison.Ordinal) ? new SheetWriter(file) : new StreamWriter(file);
        RandomExport.Write(writer, [.. reference.Units.Receiving], rows, 0, SeedExports.From, SeedExports.To, 1, reference.Calendar);
    }

    /// <summary>Turns lines of CSV into rows of sheets with inline strings, as the streaming exporters of vendors write them.</summary>
    private sealed class SheetWriter : TextWriter
    {
        private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            Package = "http://schemas.openxmlformats.org/package/2006";

        private readonly ZipArchive _archive;
        private readonly StringBuilder _line = new();
        private StreamWriter? _sheet;
        private string? _header;
        private long _row;
        private int _sheets;

        public SheetWriter(string file) => _archive = ZipFile.Open(file, ZipArchiveMode.Create);

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            var line = _line.ToString();
            _line.Clear();
            _header ??= line;
            if (_sheet is null || _row == RowsPerSheet)
            {
                Begin();
                line = _sheets == 1 ? line : _header;
            }

            Row(line);
        }

        public override void Write(string? value)
        {
            foreach (var c in value ?? string.Empty)
            {
                Write(c);
            }
        }

        protected override void Dispose(bool disposing)
        {
            End();
            var sheets = Enumerable.Range(1, _sheets).ToList();
            Part("xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
                + $"{string.Concat(sheets.Select(i => $"<sheet name=\"S{i}\" sheetId=\"{i}\" r:id=\"r{i}\"/>"))}</sheets></workbook>");
            var relations = sheets.Select(i => $"<Relationship Id=\"r{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
            Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(relations)}</Relationships>");
            Part("_rels/.rels",
                $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r\" Type=\"{Office}/officeDocument\" "
                + $"Target=\"xl/workbook.xml\"/></Relationships>");
            Part("[Content_Types].xml",
                $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" "
                + $"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
                + $"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/workbook.xml\" "
                + $"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
            _archive.Dispose();
            base.Dispose(disposing);
        }

        private void Begin()
        {
            End();
            (_row, _sheets) = (0, _sheets + 1);
            _sheet = new StreamWriter(_archive.CreateEntry($"xl/worksheets/sheet{_sheets}.xml", CompressionLevel.Fastest).Open());
            _sheet.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
        }

        private void Row(string line)
        {
            _sheet!.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{++_row}\">"));
            foreach (var cell in line.Split(','))
            {
                _sheet.Write($"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>");
            }

            _sheet.Write("</row>");
        }

        private void End()
        {
            _sheet?.Write("</sheetData></worksheet>");
            _sheet?.Dispose();
            _sheet = null;
        }

        private void Part(string name, string xml)
        {
            using var part = new StreamWriter(_archive.CreateEntry(name).Open());
            part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
        }
    }
}
