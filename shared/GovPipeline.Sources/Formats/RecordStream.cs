namespace GovPipeline.Sources.Formats;

/// <summary>Bytes of which no more than a record may be read without something of it being understood.</summary>
internal sealed class RecordStream(Stream stream, ReadingBudget budget) : ForwardStream
{
    private long _since;

    public override int Read(Span<byte> buffer)
    {
        var read = stream.Read(buffer);
        _since += read;
        budget.CheckRecord(_since);
        return read;
    }

    /// <summary>Says that something was understood.</summary>
    public void Mark() => _since = 0;
}
