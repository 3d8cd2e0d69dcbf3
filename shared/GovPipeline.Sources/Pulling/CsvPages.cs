using System.Buffers;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Pulling;

/// <summary>
/// Copies CSV pages one after another into one file: the header of the first page stays, that of later pages is left out;
/// counts rows on the way. A page that is markup or JSON is no data.
/// </summary>
internal sealed class CsvPages(SourceDefinition source, IExportTarget target) : PageCopy(source, target)
{
    private byte[]? _header;
    private bool _endsWithLine = true;

    public override bool HasContent => _header is not null;

    public override async Task<long> CopyAsync(Stream page, CancellationToken cancellationToken)
    {
        var (header, endsWithLine, rows, bytes) = (_header, _endsWithLine, Rows, Bytes);
        Target.BeginPage();
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            var length = await page.ReadAtLeastAsync(buffer.AsMemory(0, 64 * 1024), 64 * 1024, false, cancellationToken).ConfigureAwait(false);
            RefuseForeign(buffer.AsSpan(0, length));
            var start = StartOfRows(buffer.AsSpan(0, length));
            var counter = new RowCounter();
            while (length > 0)
            {
                if (start < length)
                {
                    if (!_endsWithLine)
                    {
                        await WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
                    }

                    var chunk = buffer.AsMemory(start, length - start);
                    counter.Take(chunk.Span);
                    await WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
                    _endsWithLine = true;
                }

                start = 0;
                length = await page.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }

            var lines = counter.Lines;
            var isFirst = header is null && _header is not null;
            var added = Math.Max(0, lines - (isFirst ? 1 : 0));
            Rows += added;
            _endsWithLine = lines == 0 ? endsWithLine : counter.EndsWithLine;
            return added;
        }
        catch
        {
            Target.DiscardPage();
            (_header, _endsWithLine, Rows, Bytes) = (header, endsWithLine, rows, bytes);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void RefuseForeign(ReadOnlySpan<byte> page)
    {
        RefuseMarkup(page);
        if (page.TrimStart(" \t\r\n\u00EF\u00BB\u00BF"u8) is [(byte)'{', ..] or [(byte)'[', ..])
        {
            throw new PipelineException(ErrorCatalogue.SourceNotData, Source.Id, "JSON");
        }
    }

    /// <summary>Remembers the first page's header; finds where the rows of a later page begin.</summary>
    private int StartOfRows(ReadOnlySpan<byte> page)
    {
        var mark = page.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        mark += page[mark..].IndexOfAnyExcept(" \t\r\n"u8) is var text and >= 0 ? text : page.Length - mark;
        if (mark == page.Length)
        {
            return mark;
        }

        var lineEnd = page[mark..].IndexOf((byte)'\n');
        var line = lineEnd < 0 ? page[mark..] : page.Slice(mark, lineEnd);
        if (_header is null)
        {
            _header = line.TrimEnd((byte)'\r').ToArray();
            return 0;
        }

        return line.TrimEnd((byte)'\r').SequenceEqual(_header) ? (lineEnd < 0 ? page.Length : mark + lineEnd + 1) : mark;
    }

    /// <summary>Counts lines that are not blank, line ends inside quotation marks left out.</summary>
    private sealed class RowCounter
    {
        private bool _quoted, _lineHasText;
        private long _lines;

        public long Lines => _lines + (_lineHasText ? 1 : 0);

        public bool EndsWithLine => !_lineHasText;

        public void Take(ReadOnlySpan<byte> bytes)
        {
            foreach (var b in bytes)
            {
                if (b == '"')
                {
                    _quoted = !_quoted;
                    _lineHasText = true;
                }
                else if (b == '\n' && !_quoted)
                {
                    _lines += _lineHasText ? 1 : 0;
                    _lineHasText = false;
                }
                else if (b > ' ')
                {
                    _lineHasText = true;
                }
            }
        }
    }
}
