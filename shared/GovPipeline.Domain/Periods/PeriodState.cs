namespace GovPipeline.Domain.Periods;

/// <summary>How far the figures of a period are settled.</summary>
public enum PeriodState
{
    /// <summary>It is not over.</summary>
    Open,

    /// <summary>It is over, and data may still come (<i>số liệu tạm tính</i>).</summary>
    Provisional,

    /// <summary>Its figures stand in a signed document, and nothing that comes later changes them.</summary>
    Signed,

    /// <summary>It was signed, and changed since by a restatement (<i>số liệu điều chỉnh</i>), which stands as signed.</summary>
    Restated,
}
