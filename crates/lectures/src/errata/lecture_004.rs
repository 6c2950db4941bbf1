//! Misprints of lecture 004.

use super::Check::{Formula, Number};
use super::errata;

const MAZUR: &str = "worked-mazur";

errata! { 4:
    [37, 38, 55, 56] "net = Wᵀx" => "net = Wᵀx + b",
        "L.39 and every number have the bias.",
        [Formula("missing_bias")];
    [44] "i₁ = 0.005" => "0.05",
        "0.15·0.05 + 0.2·0.1 + 0.35 = 0.3775, which is printed; with 0.005 it would be 0.37075.",
        [Number(MAZUR, 44)];
    [45] "out_h1 = 0.59326992" => "0.593269992",
        "A 9 is lost; to eight digits it is 0.59326999.",
        [Number(MAZUR, 45)];
    [45, 61] "1/(1 + e^0.3775), 1/(1 + e^1.1059)" => "negative exponents",
        "As printed they would be 0.4067 and 0.2486.",
        [Formula("sign_of_the_hidden_exponent"), Formula("sign_of_the_output_exponent")];
    [60] "out_o1 = 1.1059" => "net_o1 = 1.1059",
        "out_o1 is 0.7514, in the next line.",
        [Number(MAZUR, 60)];
    [69] "½(target output)²" => "½(target − output)²",
        "L.72 and 92 have the minus, and 0.2748 in l.75 needs it.",
        [Number(MAZUR, 75)];
    [98, 106, 166, 171] "indices 01, b1 and 11" => "o1 and h1",
        "The letters o and h are meant.", [];
    [208] "error 0.291027924 after the first round" => "0.291027774",
        "The gradients as described, all from the weights before the update, give 0.2910277737; 0.291027924 \
         comes out where the hidden layer's go through updated output weights, and then w₁ would be 0.14982, \
         not the printed 0.1497.",
        [Number(MAZUR, 208)];
    [209] "error 0.0000351085 after 10,000 rounds" => "0.0000351019",
        "It is that of 9,999 rounds; 10,000 sequential ones give 0.0000350848, which the printed outputs imply.",
        [Number(MAZUR, 209)];
    [211, 212] "outputs 0.015912196 and 0.984065734" => "0.015913620 and 0.984064274",
        "The printed pair belongs to 10,000 rounds of sequential updates, another program than that of l.209.",
        [Number(MAZUR, 211), Number(MAZUR, 212)];
}
