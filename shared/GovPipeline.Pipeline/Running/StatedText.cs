using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Privacy;
using GovPipeline.Domain.Text;

namespace GovPipeline.Pipeline.Running;

/// <summary>
/// What a person says beside a figure or a decision: who signs, why, what a unit explains. It is kept, printed and published, so it is looked at
/// before it is taken: its length, signs that no document can print, numbers of persons, names in the place of posts.
/// </summary>
public static class StatedText
{
    /// <summary>The most letters.</summary>
    public const int Longest = 2000;

    private const int LongestPost = 120;

    /// <summary>The text as it is kept: blanks around it taken off, numbers of persons masked.</summary>
    /// <param name="option">Where it was said, for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most letters.</param>
    /// <exception cref="PipelineException">GP802: it is empty, too long, or has signs that cannot be printed.</exception>
    public static string Of(string option, string? text, int longest = Longest)
    {
        var plain = (text ?? string.Empty).ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        return plain.Length == 0 ? throw Wrong(option, "không được để trống", "it must not be empty")
            : plain.Length > longest
                ? throw Wrong(option, $"dài {plain.Length} ký tự, nhiều nhất {longest}", $"it has {plain.Length} letters, at most {longest}")
            : plain[0] is '=' or '+' or '-' or '@'
                ? throw Wrong(option, "không bắt đầu bằng = + - @: bảng tính sẽ hiểu là công thức",
                    "it must not begin with = + - @: spreadsheets would compute it")
            : plain.Any(char.IsControl) ? throw Wrong(option, "có ký tự điều khiển không in được; gõ lại", "it has control characters; type it again")
            : PersonalData.Masked(plain);
    }

    /// <summary>The same of a text that may be left out.</summary>
    public static string OfAny(string option, string? text) => string.IsNullOrWhiteSpace(text) ? string.Empty : Of(option, text);

    /// <summary>A post (<i>chức vụ</i>), which is published; never a person's name.</summary>
    /// <param name="option">Where it was said, for messages.</param>
    /// <param name="text">The post.</param>
    /// <exception cref="PipelineException">GP802: it is none.</exception>
    public static string Post(string option, string? text)
    {
        var post = string.IsNullOrWhiteSpace(text) ? throw Wrong(option, "ghi một chức vụ, như \"Phó Chủ tịch\"", "name a post, as \"Vice chairman\"")
            : Of(option, text, LongestPost);
        return PersonalData.NamesPerson(post) || post.Contains(PersonalData.Mask, StringComparison.Ordinal)
            ? throw Wrong(option, "ghi chức vụ, không ghi tên, số của người: \"Chánh Văn phòng\"", "name a post, no person and no number: \"Chief of office\"")
            : post;
    }

    private static PipelineException Wrong(string option, string vi, string en) => new(ErrorCatalogue.ArgumentWrong, option, new Bilingual(vi, en));
}
