using GovPipeline.Domain.Text;
using GovPipeline.Reporting.Charts;

namespace GovPipeline.Web.Mails;

/// <summary>A mail that tries the way of alerts, and can be taken for none.</summary>
public static class TestLetter
{
    /// <summary>The mail.</summary>
    /// <param name="who">Who sends it.</param>
    /// <param name="at">When, as it is printed.</param>
    /// <param name="language">The reader's.</param>
    public static Letter Compose(string who, string at, Language language)
    {
        var words = new Words(language);
        return new(language, words["TestSubject"], words["TestKind"], Tone.Neutral, words["TestSubject"], [new Sentences(words.Of("TestText", who, at))],
            words["TestFoot"]);
    }
}
