namespace GovPipeline.Sources.Formats;

/// <summary>The rows of another reader with the letters of legacy texts given back.</summary>
internal sealed class DecodedRows(RowReader rows, LegacyText legacy) : RowReader
{
    private const int MostRemembered = 20_000;

    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);

    public override string Sheet => rows.Sheet;

    public override int RowNumber => rows.RowNumber;

    public override int FieldCount => rows.FieldCount;

    public override bool IsPadded => rows.IsPadded;

    public override char Separator => rows.Separator;

    public override bool IsHidden => rows.IsHidden;

    public override bool? Counts1904 => rows.Counts1904;

    public override bool Read() => rows.Read();

    public override ReadOnlySpan<char> GetFieldSpan(int ordinal) => Decode(rows.GetFieldSpan(ordinal));

    public override ReadOnlySpan<char> GetHeadingSpan(int ordinal) => Decode(rows.GetHeadingSpan(ordinal));

    public override bool IsNumber(int ordinal) => rows.IsNumber(ordinal);

    protected override void Dispose(bool disposing)
    {
        rows.Dispose();
        base.Dispose(disposing);
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<char> text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var lookup = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var decoded))
        {
            return decoded;
        }

        decoded = LegacyVietnamese.Decode(text, legacy);
        if (_seen.Count < MostRemembered)
        {
            lookup[text] = decoded;
        }

        return decoded;
    }
}
