namespace GovPipeline.Pipeline.Running;

/// <summary>What a run tells of itself while it works.</summary>
public sealed class JobRun
{
    /// <summary>Rows it worked on.</summary>
    public long Rows { get; set; }

    /// <summary>Bytes it worked on.</summary>
    public long Bytes { get; set; }

    /// <summary>Whether there was nothing to do.</summary>
    public bool Nothing { get; set; }

    /// <summary>Whether what it worked on was refused (a file), which is an answer and no failure.</summary>
    public bool Refused { get; set; }

    /// <summary>Code of an error that the job dealt with; empty for none.</summary>
    public string ErrorCode { get; set; } = string.Empty;

    /// <summary>What there is to say.</summary>
    public string Note { get; set; } = string.Empty;

    /// <summary>Notes an error that the job dealt with; of several the last is told.</summary>
    public void Fail(string code, string note) => (ErrorCode, Note) = (code, note);
}
