namespace GovPipeline.Domain.Indicators;

/// <summary>How a value is printed.</summary>
public enum IndicatorFormat
{
    /// <summary>A fraction, printed as a percentage.</summary>
    Percent,

    /// <summary>A plain number.</summary>
    Number,

    /// <summary>A number for each thousand of the denominator.</summary>
    PerThousand,
}
