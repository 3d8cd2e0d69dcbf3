using System.Diagnostics;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>How far the reading of an export is, for whoever waits before a screen; a host tells nobody.</summary>
public sealed class ReadingProgress
{
    private const int RowsBetween = 10_000;

    /// <summary>Told every ten thousand rows, on the thread that reads; null for nobody.</summary>
    public Action<ReadingStep>? Told { get; set; }

    /// <summary>Begins to follow a reading; null when nobody is told.</summary>
    /// <param name="length">Bytes of the file.</param>
    /// <param name="read">Asks how many of them were read.</param>
    /// <returns>To be called at each row.</returns>
    internal Action? Follow(long length, Func<long> read)
    {
        if (Told is not { } told)
        {
            return null;
        }

        var (rows, began) = (0L, Stopwatch.GetTimestamp());
        return () =>
        {
            if (++rows % RowsBetween == 0)
            {
                told(new(rows, read(), length, Stopwatch.GetElapsedTime(began)));
            }
        };
    }
}

/// <summary>How far a reading is.</summary>
/// <param name="Rows">Rows that were read, good and bad.</param>
/// <param name="Bytes">Bytes that were read, ahead of the rows.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Taken">Since it began.</param>
public sealed record ReadingStep(long Rows, long Bytes, long Length, TimeSpan Taken)
{
    /// <summary>What is left at the same pace; null when nothing can be said yet.</summary>
    public TimeSpan? Left => Bytes <= 0 || Bytes >= Length ? null : Taken * ((double)(Length - Bytes) / Bytes);
}
