namespace GovPipeline.Domain.Dossiers;

/// <summary>The code of an administrative procedure (<i>mã TTHC</i>): <c>1.001612</c>, sometimes followed by the agency's identifier.</summary>
public static class ProcedureCode
{
    private const int NationalLength = 8;

    /// <summary>The national part, <c>1.001612</c> of <c>1.001612.000.00.00.H53</c>; another shape is given back as it is.</summary>
    /// <param name="code">The code as a source gives it.</param>
    public static string National(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length > NationalLength && code[1] == '.' && code[NationalLength] == '.' && code.AsSpan(2, NationalLength - 2)
            .IndexOfAnyExceptInRange('0', '9') < 0
            ? code[..NationalLength]
            : code;
    }
}
